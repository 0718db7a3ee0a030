package org.snowguard.formats.packages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.nixpkgs.Maintainer;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;

class PackagesReaderTest {
  private static final String NEW_FORM =
      """
      {"version": "2", "packages": {
        "python3Packages.gadget": {
          "name": "python3.13-gadget-1.2", "pname": "gadget", "version": "1.2",
          "outputName": "out", "outputs": ["out", "dev"], "system": "x86_64-linux",
          "meta": {
            "description": "Gadgets", "homepage": ["https://a.example", "https://b.example"],
            "changelog": "https://a.example/changes", "downloadPage": "https://a.example/get",
            "position": "pkgs/gadget.nix:3", "mainProgram": "gadget", "broken": true,
            "platforms": ["x86_64-linux", "aarch64-linux", "x86_64-linux"],
            "maintainers": [
              {"name": "One", "github": "one", "githubId": 11, "email": "one@example.org"}
            ],
            "license": {"spdxId": "MIT", "shortName": "mit"},
            "identifiers": {
              "cpeParts": {"vendor": "wrong", "product": "wrong"},
              "v1": {
                "cpeParts": {"part": "a", "vendor": "acme", "product": "gadget"},
                "possibleCPEs": [{"cpeParts": {"vendor": "acme", "product": "gadget"}}],
                "purls": ["pkg:pypi/gadget@1.2"]
              }
            },
            "knownVulnerabilities": ["CVE-2030-0001: bad"],
            "sourceProvenance": [{"shortName": "binaryNativeCode", "isSource": false}]
          }
        },
        "bare": {"name": "bare-3.0"}
      }}
      """;

  private static final String OLD_FORM =
      """
      {"version": 2, "packages": {
        "old": {
          "name": "old-0.9", "outputs": {"out": null}, "pname": "old", "version": 0.10,
          "meta": {
            "homepage": "https://old.example", "license": [null, "bsd", {"fullName": "Own"}],
            "maintainers": "Somebody <somebody@example.org>",
            "platforms": [
              {"kernel": {"name": "linux", "families": {}}},
              {"kernel": {"families": {"bsd": {"name": "bsd"}}}},
              {"cpu": {"bits": 32}}
            ]
          }
        }
      }}
      """;

  @Test
  void readsWhatNixEnvPrints() {
    PackagesRead read =
        read(
            """
            {
              "version": {"drvPath": "/nix/store/x-version-1.drv", "name": "version-1",
                "outputName": "out", "outputs": {"out": "/nix/store/y-version-1"},
                "pname": "version", "system": "x86_64-linux", "version": "1", "meta": {}},
              "packages": {"name": "packages-2", "meta": {"broken": true}},
              "damaged": 7
            }
            """);
    assertThat(read.isComplete()).isTrue();
    assertThat(read.channel().packages())
        .extracting(NixPackage::attribute, NixPackage::version)
        .containsExactly(tuple("packages", "2"), tuple("version", "1"));
    assertThat(read.problems()).containsExactly(new PackageProblem("damaged", "is not an object"));
  }

  @Test
  void readsTheLinesOfAnEvaluator() {
    PackagesRead read =
        read(
            """
            {"attr":"a.b","attrPath":["a","b"],"drvPath":"/nix/store/x-b-1.2.drv","name":"b-1.2",\
            "meta":{"homepage":"https://b.example"},"extraValue":{"pname":"bee"}}
            {"attr":"failed","error":"error: removed"}
            {"attr":
            {"attr":"a.c","name":"c-2","version":"2"}
            """);
    assertThat(read.isComplete()).isTrue();
    assertThat(read.channel().packages())
        .extracting(NixPackage::attribute, NixPackage::pname, NixPackage::version)
        .containsExactly(tuple("a.b", "bee", "1.2"), tuple("a.c", "c", "2"));
    assertThat(read.channel().packages().getFirst().metadata().homepages())
        .containsExactly("https://b.example");
    assertThat(read.skipped()).isEqualTo(2);
    assertThat(read.problems().getFirst())
        .isEqualTo(new PackageProblem("failed", "could not be evaluated: removed"));
  }

  @Test
  void readsTheFormOfToday() {
    PackagesRead read = read(NEW_FORM);
    assertThat(read.problems()).isEmpty();
    assertThat(read.isComplete()).isTrue();
    assertThat(read.channel().channel()).isEqualTo("unstable");
    assertThat(read.channel().packages())
        .containsExactly(
            new NixPackage("bare", "bare-3.0", "bare", "3.0", PackageMetadata.NONE, null),
            new NixPackage(
                "python3Packages.gadget",
                "python3.13-gadget-1.2",
                "gadget",
                "1.2",
                new PackageMetadata(
                    "Gadgets",
                    List.of("https://a.example", "https://b.example"),
                    "https://a.example/changes",
                    "https://a.example/get",
                    "pkgs/gadget.nix:3",
                    "gadget",
                    List.of(new Maintainer(11L, "one", "One")),
                    java.util.Set.of("aarch64-linux", "x86_64-linux"),
                    List.of(new AssertedCpe("acme", "gadget")),
                    List.of("pkg:pypi/gadget@1.2"),
                    List.of("CVE-2030-0001: bad"),
                    false,
                    true,
                    List.of("MIT")),
                null));
  }

  @Test
  void readsTheFormOf2018() {
    PackagesRead read = read(OLD_FORM);
    assertThat(read.problems()).isEmpty();
    NixPackage old = read.channel().packages().getFirst();
    assertThat(old.version()).isEqualTo("0.10");
    assertThat(old.metadata().platforms()).containsExactly("bsd", "linux");
    assertThat(old.metadata().homepages()).containsExactly("https://old.example");
    assertThat(old.metadata().licenses()).containsExactly("bsd", "Own");
    assertThat(old.metadata().maintainers())
        .containsExactly(new Maintainer(null, null, "Somebody"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":\"a-1.2\"}                                | a      | 1.2",
        "{\"name\":\"a-1.2\",\"meta\":null}                  | a      | 1.2",
        "{\"name\":\"a\"}                                    | a      | ",
        "{\"name\":\"font-bh-100dpi-1.0.3\"}                 | font-bh | 100dpi-1.0.3",
        "{\"name\":\"-1\"}                                   | -1     | 1",
        "{\"pname\":\"b\",\"version\":\"2\"}                 | b      | 2",
        "{\"pname\":\"b\",\"version\":2.10}                  | b      | 2.10",
        "{\"pname\":\"b\",\"version\":null}                  | b      | ",
        "{\"meta\":{\"name\":\"c-3\"}}                       | c      | 3",
        "{\"name\":\"d-1\",\"pname\":[],\"version\":{}}      | d      | 1",
      })
  void derivesNameAndVersionWhereTheyAreMissing(String json, String pname, String version) {
    NixPackage found = read(file("\"x\":" + json)).channel().packages().getFirst();
    assertThat(found.pname()).isEqualTo(pname);
    assertThat(found.version()).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null                     | is not an object",
        "[1,{}]                   | is not an object",
        "{}                       | has neither name nor pname",
        "{\"name\":\" \"}         | has neither name nor pname",
      })
  void skipsAndReportsABadPackage(String json, String reason) {
    PackagesRead read = read(file("\"bad\":" + json + ",\"good\":{\"name\":\"good-1\"}"));
    assertThat(read.channel().packages()).extracting(NixPackage::attribute).containsExactly("good");
    assertThat(read.skipped()).isEqualTo(1);
    assertThat(read.problems()).containsExactly(new PackageProblem("bad", reason));
  }

  @Test
  void aPackageThatNestsTooDeeplyCostsOnlyItself() {
    String deep = "[".repeat(500) + "]".repeat(500);
    PackagesRead read =
        read(
            file(
                "\"bad\":{\"name\":"
                    + deep
                    + "},\"good\":{\"name\":\"good-1\",\"x\":"
                    + deep
                    + "}"));
    assertThat(read.channel().packages()).extracting(NixPackage::attribute).containsExactly("good");
    assertThat(read.problems())
        .containsExactly(new PackageProblem("bad", "nests deeper than 100 levels"));
  }

  @Test
  void saysHowFarABrokenFileCouldBeRead() {
    PackagesRead read =
        read(file("\"a\":{\"name\":\"a-1\"},\"b\":{\"name\":\"b-").substring(0, 59));
    assertThat(read.isComplete()).isFalse();
    assertThat(read.brokenOff()).startsWith("after 1 packages, at b: ");
    assertThat(read.channel().packages()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"``", "[]", "{}", "{\"packages\":[]}", "7", "{\"vulnerabilities\":{}}"})
  void refusesWhatIsNoListOfPackages(String json) {
    assertThat(read(json).brokenOff()).contains("is this the packages.json of a channel?");
  }

  @Test
  void reportsAnotherVersionOfTheFileAndReadsOn() {
    PackagesRead read = read("{\"version\":3,\"packages\":{\"a\":{\"name\":\"a-1\"}}}");
    assertThat(read.channel().packages()).hasSize(1);
    assertThat(read.problems())
        .containsExactly(new PackageProblem("", "its version is 3, not 2: read as if it were 2"));
  }

  @Test
  void ofAnAttributeGivenTwiceTheLaterStands() {
    PackagesRead read = read(file("\"a\":{\"name\":\"a-1\"},\"a\":{\"name\":\"a-2\"}"));
    assertThat(read.channel().packages()).extracting(NixPackage::version).containsExactly("2");
    assertThat(read.problems()).hasSize(1);
  }

  @Test
  void sharesEqualPartsOfDifferentPackages() {
    String meta = ",\"meta\":{\"platforms\":[\"x\",\"y\"],\"maintainers\":[{\"name\":\"One\"}]}}";
    PackagesRead read =
        read(file("\"a\":{\"name\":\"a-1\"" + meta + ",\"b\":{\"name\":\"b-1\"" + meta));
    PackageMetadata first = read.channel().packages().getFirst().metadata();
    PackageMetadata last = read.channel().packages().getLast().metadata();
    assertThat(first.platforms()).isSameAs(last.platforms());
    assertThat(first.maintainers()).isSameAs(last.maintainers());
  }

  @Test
  void neverKeepsAMailAddress() {
    assertThat(read(NEW_FORM).toString()).doesNotContain("@example.org");
    assertThat(read(OLD_FORM).toString()).doesNotContain("@example.org");
  }

  private static String file(String packages) {
    return "{\"version\":\"2\",\"packages\":{" + packages + "}}";
  }

  private static PackagesRead read(String json) {
    return PackagesReader.read("unstable", new ByteArrayInputStream(json.getBytes(UTF_8)));
  }
}
