package org.snowguard.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowguard.core.explain.Explanation.BelowLimit;
import org.snowguard.core.explain.Explanation.Link;
import org.snowguard.core.explain.Explanation.Made;
import org.snowguard.core.explain.Explanation.NoKey;
import org.snowguard.core.explain.Explanation.OtherLink;
import org.snowguard.core.explain.Explanation.Rejected;
import org.snowguard.core.explain.Explanation.SourcedVerdict;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.match.Tier;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.PackageVerdict;
import org.snowguard.core.verdict.ReasonCode;
import org.snowguard.core.verdict.Verdict;

class ExplanationTextTest {

  private static final Evidence NAME =
      new Evidence("name_product", "flex", "/containers/cna/affected/0/product", 2.25);
  private static final Evidence VENDOR = new Evidence("vendor_unsupported", "Apache", "", -3);
  private static final Evidence PRIOR = new Evidence("prior", "before any evidence", "", -4);

  private static List<String> lines(
      Link link, List<SourcedVerdict> verdicts, List<OtherLink> elsewhere) {
    return ExplanationText.lines(
            new Explanation(
                "CVE-2024-90001", "A flaw.", "flex", "flex", link, verdicts, elsewhere, 7))
        .stream()
        .map(ExplanationText.Line::text)
        .toList();
  }

  private static SourcedVerdict verdict(Verdict verdict, ReasonCode code, String text) {
    return new SourcedVerdict(
        new PackageVerdict(
            "c", "flex", "2.6.4", new Judgement(verdict, code, text, "/x/versions/0"), true),
        "NVD");
  }

  @Test
  void aLinkIsToldWithItsReasonsAndVerdicts() {
    assertThat(
            lines(
                new Made(Tier.POSSIBLE, 0.75, List.of(NAME), List.of(PRIOR, VENDOR)),
                List.of(
                    verdict(Verdict.AFFECTED, ReasonCode.IN_AFFECTED_RANGE, "2.6.4 < 3 (generic)"),
                    verdict(Verdict.UNKNOWN, ReasonCode.SOURCES_DISAGREE, "A says; B says")),
                List.of(new OtherLink("bison", Tier.WEAK, 0.2))))
        .containsExactly(
            "CVE-2024-90001: A flaw.",
            "Is it about flex (project flex)? Possible: probability 0.7500, algorithm 7.",
            "  +2.3  A product is its name: flex  /containers/cna/affected/0/product",
            "  -3.0  Nothing about the project points to the vendor: Apache",
            "c has 2.6.4: affected, 2.6.4 < 3 (generic). Said by NVD  /x/versions/0",
            "c has 2.6.4: unknown, for sources disagree: A says; B says. Said by NVD"
                + "  /x/versions/0",
            "Also linked to bison (weak 0.2000)");
  }

  @Test
  void whatFallsShortIsToldWithWhatSpokeAgainst() {
    assertThat(lines(new BelowLimit(0.01, List.of(NAME), List.of(VENDOR)), List.of(), List.of()))
        .contains(
            "Is it about flex (project flex)? No: probability 0.0100 is below 0.1, algorithm 7.",
            "  -3.0  Nothing about the project points to the vendor: Apache");
  }

  @Test
  void manyReasonsAreCountedNotShown() {
    assertThat(
            lines(
                new Made(
                    Tier.LIKELY,
                    0.99,
                    Collections.nCopies(9, NAME),
                    Collections.nCopies(5, VENDOR)),
                List.of(),
                Collections.nCopies(5, new OtherLink("bison", Tier.WEAK, 0.2))))
        .hasSize(11)
        .contains("  and less weighty: 5 for it, 2 against")
        .last()
        .asString()
        .endsWith(" and 2 more");
  }

  @Test
  void withoutAKeyThatIsAll() {
    assertThat(lines(new NoKey(), List.of(), List.of()))
        .hasSize(2)
        .last()
        .asString()
        .contains("? No: no name, identifier, repository or site in the record leads to");
    assertThat(lines(new Rejected(), List.of(), List.of()).getLast()).contains("was rejected");
  }

  @Test
  void evidenceIsToldInTheWordsOfTheWeightsFile() {
    assertThat(EvidenceText.sentence(NAME)).isEqualTo("A product is its name: flex");
    assertThat(EvidenceText.sentence(new Evidence("name_of_program", " ", "", -1)))
        .isEqualTo("The name is that of a program that it installs.");
    assertThat(EvidenceText.sentence(new Evidence("an_older_kind", "x", "", 1)))
        .isEqualTo("An older kind: x");
    assertThat(EvidenceText.why(List.of(), true)).isEqualTo("Linked by hand.");
    assertThat(EvidenceText.why(List.of(), false)).isEqualTo("No single reason stands out.");
    assertThat(EvidenceText.whyNot(List.of(PRIOR))).isNull();
    assertThat(EvidenceText.whyNot(List.of(PRIOR, VENDOR)))
        .isEqualTo("Nothing about the project points to the vendor: Apache");
  }

  @Test
  void aLongSummaryIsShortenedToOneLine() {
    List<ExplanationText.Line> lines =
        ExplanationText.lines(
            new Explanation(
                "X", "a\nb".repeat(200), "a", "a", new NoKey(), List.of(), List.of(), 1));
    assertThat(lines.getFirst().text()).hasSize(124).doesNotContain("\n").endsWith("…");
  }
}
