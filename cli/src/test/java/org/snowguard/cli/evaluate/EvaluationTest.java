package org.snowguard.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.cli.evaluate.EvaluationReport.EvaluationProblem;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.channel.ChannelReader;

/** Evaluates a tree of our own that contains every difficulty, with the Nix of this machine. */
class EvaluationTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private static List<String> difficultLines = List.of();

  @TempDir private Path directory;

  @BeforeEach
  void needsNix() {
    String path = System.getenv().getOrDefault("PATH", "");
    assumeTrue(
        Stream.of(path.split(":", -1))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "nix-instantiate"))),
        "skipped: nix-instantiate not found on the PATH (Debian: apt install nix-bin)");
  }

  private static Path difficultPackages() throws URISyntaxException {
    URL found = EvaluationTest.class.getResource("/difficult-packages/default.nix");
    return Objects.requireNonNull(Path.of(Objects.requireNonNull(found).toURI()).getParent());
  }

  private EvaluationReport evaluate(EvaluationOptions options) throws IOException {
    try (Evaluation evaluation =
        Evaluation.prepare(System.getenv("PATH"), options, directory.resolve("out.jsonl"))) {
      return evaluation.run(EvaluationProgress.NONE);
    }
  }

  /** Lines of the difficult packages, evaluated once for all that look at single ones. */
  private List<String> difficultLines() throws Exception {
    if (difficultLines.isEmpty()) {
      evaluate(options(difficultPackages(), 3_000, LONG));
      difficultLines = lines();
    }
    return difficultLines;
  }

  private static EvaluationOptions options(Path tree, int chunk, Duration patience) {
    return new EvaluationOptions(tree, "x86_64-linux", 2, chunk, 512, patience);
  }

  private Path tree(String text) throws IOException {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Files.writeString(tree.resolve("default.nix"), text);
    return tree;
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(directory.resolve("out.jsonl"));
  }

  @Test
  void reportsEveryDifficultyAndReadsTheRest() throws Exception {
    EvaluationReport report = evaluate(options(difficultPackages(), 3_000, LONG));
    assertThat(report.problems())
        .extracting(problem -> problem.attribute() + " " + problem.field())
        .containsExactly(
            "aborts attribute",
            "asserts attribute",
            "fetches attribute",
            "imports-from-derivation attribute",
            "infinite-recursion attribute",
            "meta-aborts meta",
            "missing-argument attribute",
            "missing-attribute attribute",
            "patches-imported patches",
            "patches-throw patches",
            "recursed.inner-throws attribute",
            "recursion-throws attribute",
            "stack-overflow name",
            "throws attribute",
            "version-throws name");
    assertThat(report.failed()).isEqualTo(12);
    assertThat(report.partial()).isEqualTo(3);
    assertThat(lines()).hasSize((int) (report.packages() + report.failed())).isSorted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          throws                  | throws was removed: it had no maintainer
          aborts                  | this tree gives up
          infinite-recursion      | infinite recursion encountered, at default.nix:
          missing-attribute       | nothing-of-this-name
          imports-from-derivation | import from derivation
          fetches                 | restricted mode
          patches-throw           | patches are for another system
          """)
  void saysWhy(String attribute, String reason) throws Exception {
    assertThat(difficultLines())
        .filteredOn(line -> line.startsWith("{\"attr\":\"" + attribute + "\","))
        .singleElement()
        .asString()
        .contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"attr":"patched","meta":{"position":"default.nix:1"},"name":"patched-1.0","patches":\
        [{"name":"local.patch","urls":[]},{"name":"CVE-2024-0001.patch","urls":\
        ["https://example.org/CVE-2024-0001.patch"]},{"name":"in-directory.patch","urls":[]}],\
        "pname":"patched","srcRev":"","srcUrls":[],"vendor":{},"version":"1.0"}\
        """,
        """
        {"attr":"plain","meta":{"description":"Says \\"hello\\" in ünïcode",\
        "homepage":"https://example.org/plain","identifiers":{"v1":{"cpeParts":{"part":"a",\
        "product":"plain","vendor":"example"},"possibleCPEs":[],\
        "purls":["pkg:github/example/plain@v1.0"]}},"license":[{"shortName":"mit","spdxId":"MIT"}],\
        "maintainers":[{"github":"keeper","githubId":7,"name":"A. Keeper"}],"platforms":\
        ["x86_64-linux",{"kernel":{"name":"linux"}}],"position":"default.nix:1"},\
        "name":"plain-1.0","patches":[],"pname":"plain","srcRev":"v1.0","srcUrls":\
        ["https://example.org/plain-1.0.tar.gz"],"vendor":{},"version":"1.0"}\
        """,
        """
        {"attr":"structured","meta":{"position":"default.nix:1"},"name":"structured-1.0",\
        "patches":[{"name":"local.patch","urls":[]}],"pname":"structured","srcRev":"",\
        "srcUrls":[],"vendor":{"cargo":true},"version":"1.0"}\
        """,
        """
        {"attr":"recursed.deeper.\\"quoted.name\\"","meta":{"position":"default.nix:1"},\
        "name":"quoted-1.0","patches":[],"pname":"quoted","srcRev":"","srcUrls":[],"vendor":{},\
        "version":"1.0"}\
        """
      })
  void writesALine(String line) throws Exception {
    assertThat(difficultLines()).contains(line);
  }

  @Test
  void theFileIsTheSameHoweverTheWorkIsCut() throws Exception {
    List<String> whole = difficultLines();
    evaluate(options(difficultPackages(), 5, LONG));
    assertThat(lines()).isEqualTo(whole);
  }

  @Test
  void theFileIsReadAsPackagesAndAsSources() throws Exception {
    evaluate(options(difficultPackages(), 3_000, LONG));
    Path file = directory.resolve("out.jsonl");
    ChannelPackages channel =
        ChannelReader.read("ours", file, file, ProgressListener.NONE).channel();
    assertThat(of(channel, "insecure").metadata().knownVulnerabilities())
        .containsExactly("CVE-2024-0002: reads beyond its buffer");
    assertThat(patchesOf(channel, "patched"))
        .extracting(Patch::name)
        .containsExactly("local.patch", "CVE-2024-0001.patch", "in-directory.patch");
    assertThat(patchesOf(channel, "plain")).isEmpty();
    assertThat(of(channel, "patches-throw").sources()).isNull();
    assertThat(channel.packages()).extracting(NixPackage::attribute).doesNotContain("throws");
  }

  private static NixPackage of(ChannelPackages channel, String attribute) {
    return channel.packages().stream()
        .filter(each -> each.attribute().equals(attribute))
        .findFirst()
        .orElseThrow();
  }

  private static List<Patch> patchesOf(ChannelPackages channel, String attribute) {
    return Objects.requireNonNull(of(channel, attribute).sources()).patches();
  }

  @Test
  void anAttributeThatNeverEndsIsGivenUpAlone() throws IOException {
    Path tree =
        tree(
            """
            let
              fine = name: { type = "derivation"; inherit name; };
              spin = n: if n == 0 then 0 else spin (n - 1) + spin (n - 1);
            in {
              a = fine "a-1"; z = fine "z-1";
              m = fine "m-${toString (spin 60)}";
            }
            """);
    EvaluationReport report = evaluate(options(tree, 10, Duration.ofSeconds(2)));
    assertThat(report.packages()).isEqualTo(2);
    assertThat(report.problems())
        .containsExactly(new EvaluationProblem("m", "name", "took longer than 2 s"));
  }

  @Test
  void anAttributeThatNeedsTooMuchMemoryIsGivenUpAlone() throws IOException {
    Path tree =
        tree(
            """
            let fine = name: { type = "derivation"; inherit name; };
            in {
              a = fine "a-1"; z = fine "z-1";
              m = fine "m-${toString (builtins.length (builtins.genList (i: i) 500000000))}";
            }
            """);
    EvaluationReport report = evaluate(options(tree, 10, LONG));
    assertThat(report.packages()).isEqualTo(2);
    assertThat(report.problems())
        .containsExactly(new EvaluationProblem("m", "name", "needs more memory than 512 MiB"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          throw "this tree is old"    | this tree is old
          {                           | syntax error
          { }                         | no package was found
          7                           | no package was found
          """)
  void aTreeThatIsNoneLeavesNoFile(String text, String reason) throws IOException {
    Path tree = tree(text);
    assertThatThrownBy(() -> evaluate(options(tree, 10, LONG)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).containsExactly(tree);
    }
  }

  @Test
  void closedHalfWayItLeavesNothing() throws Exception {
    Path tree = tree("let spin = n: if n == 0 then 0 else spin (n - 1) + spin (n - 1); in spin 60");
    Evaluation evaluation =
        Evaluation.prepare(
            System.getenv("PATH"), options(tree, 10, LONG), directory.resolve("out.jsonl"));
    Thread closing = Thread.ofVirtual().unstarted(() -> closeQuietly(evaluation));
    closing.start();
    assertThatThrownBy(() -> evaluation.run(EvaluationProgress.NONE)).isInstanceOf(Exception.class);
    closing.join();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).containsExactly(tree);
    }
  }

  private static void closeQuietly(Evaluation evaluation) {
    try {
      evaluation.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
