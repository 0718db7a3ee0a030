package org.snowguard.formats.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;

class SourcesReaderTest {
  private static final String LINE =
      """
      {"attr": "a", "pname": "a", "version": "1", "srcRev": "v1", "srcUrls": ["https://x.example"], \
      "vendor": {"cargo": true, "go": false}, "patches": [{"name": "CVE-2030-0001.patch", \
      "urls": ["https://x.example/p"]}, {"urls": []}]}
      """;

  @Test
  void readsALine() {
    assertThat(read(LINE).lines().get("a"))
        .isEqualTo(
            new SourceLine(
                "a",
                "1",
                new PackageSources(
                    List.of(new Patch("CVE-2030-0001.patch", List.of("https://x.example/p"))),
                    List.of("https://x.example"),
                    "v1",
                    Set.of("cargo"))));
  }

  @Test
  void reportsABadLineWithItsNumberAndReadsOn() {
    SourcesRead read = read("{\n\n{\"attr\":7,\"patches\":[]}\n[]\n" + LINE);
    assertThat(read.lines()).containsOnlyKeys("7", "a");
    assertThat(read.bad()).isEqualTo(2);
    assertThat(read.problems()).extracting(LineProblem::line).containsExactly(1, 4);
  }

  @Test
  void appliesOnlyWhatWasEvaluatedAtThePackagesVersion() {
    SourcesRead read =
        read(
            LINE
                + "{\"attr\":\"b\",\"version\":\"1\",\"patches\":[]}\n"
                + "{\"attr\":\"gone\",\"version\":\"1\",\"patches\":[]}\n");
    AppliedSources result =
        read.applyTo(
            new ChannelPackages("unstable", List.of(pkg("a", "1"), pkg("b", "2"), pkg("c", "1"))));
    assertThat(result.applied()).isEqualTo(1);
    assertThat(result.stale()).isEqualTo(1);
    assertThat(result.withoutPackage()).isEqualTo(1);
    assertThat(result.channel().packages())
        .extracting(each -> each.sources() != null)
        .containsExactly(true, false, false);
  }

  @ParameterizedTest
  @CsvSource({
    "zfs-kernel-2.4.3-5.15.210,    2.4.3-5.15.210, 2.4.3,               true",
    "zenpower-unstable-2025-12-20, 2025-12-20,     unstable-2025-12-20, true",
    "mdformat-wrapped,             ,               1.0.0,               true",
    "tool-1.0,                     1.0,            ,                    true",
    "tool-1.10,                    1.10,           1.1,                 false",
    "tool-11.0,                    11.0,           1.0,                 false",
  })
  void findsTheEvaluatedVersionInTheName(
      String name, String version, String evaluated, boolean speaks) {
    SourceLine line =
        new SourceLine("x", evaluated, new PackageSources(List.of(), List.of(), null, Set.of()));
    NixPackage candidate = new NixPackage("x", name, "x", version, PackageMetadata.NONE, null);
    assertThat(line.speaksOf(candidate)).isEqualTo(speaks);
  }

  @Test
  void readsLinesOfNixEvalJobs() {
    SourcesRead read =
        read(
            """
            {"attr":"a","attrPath":["a"],"drvPath":"/nix/store/x-a-1.2.drv","name":"a-1.2",\
            "outputs":{"out":"/nix/store/y-a-1.2"},"system":"x86_64-linux","extraValue":\
            {"patches":[{"name":"CVE-2030-0001.patch","urls":[]}],"srcUrls":[],"srcRev":"v1.2",\
            "vendor":{"go":true}}}
            """);
    assertThat(read.problems()).isEmpty();
    assertThat(read.lines().get("a"))
        .isEqualTo(
            new SourceLine(
                "a",
                "1.2",
                new PackageSources(
                    List.of(new Patch("CVE-2030-0001.patch", List.of())),
                    List.of(),
                    "v1.2",
                    Set.of("go"))));
  }

  @Test
  void whatSaysNothingOfPatchesIsNotTakenForNone() {
    SourcesRead read =
        read(
            """
            {"attr":"silent","name":"silent-1"}
            {"attr":"silent-too","name":"silent-1"}
            {"attr":"unread","name":"u-1","unread":{"patches":"needs a build"}}
            {"attr":"failed","error":"error:\\n  … while calling\\n  error: removed"}
            """);
    assertThat(read.lines()).isEmpty();
    assertThat(read.problems())
        .extracting(LineProblem::line, LineProblem::reason)
        .containsExactly(
            tuple(3, "patches of unread could not be evaluated: needs a build"),
            tuple(4, "failed could not be evaluated: removed"),
            tuple(
                1,
                "and 1 more say nothing of patches: for nix-eval-jobs, add --apply as"
                    + " docs/evaluate.md says"));
  }

  @Test
  void saysWhereReadingBrokeOff() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disc gone");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("disc gone");
          }
        };
    SourcesRead read =
        SourcesReader.read(
            new SequenceInputStream(new ByteArrayInputStream(LINE.getBytes(UTF_8)), failing));
    assertThat(read.lines()).containsOnlyKeys("a");
    assertThat(read.brokenOff()).isEqualTo("after line 1: disc gone");
  }

  private static NixPackage pkg(String attribute, String version) {
    return new NixPackage(
        attribute, attribute + "-" + version, attribute, version, PackageMetadata.NONE, null);
  }

  private static SourcesRead read(String lines) {
    return SourcesReader.read(new ByteArrayInputStream(lines.getBytes(UTF_8)));
  }
}
