package org.snowguard.formats.suggestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.match.Tier;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.PackageVerdict;
import org.snowguard.core.verdict.ReasonCode;
import org.snowguard.core.verdict.Verdict;

class SuggestionWriterTest {
  @Test
  void writesTheKeysInTheOrderOfTheContract() {
    Suggestion suggestion =
        new Suggestion(
            "CVE-2030-0001",
            "CVE-2030-0001",
            List.of("GHSA-2345-6789-cfgh"),
            "acme",
            "acme-source",
            List.of("acme", "acme_2"),
            0.98765,
            Tier.LIKELY,
            List.of(new Evidence("name", "Ä \"quoted\"\n", "/containers/cna/affected/0", 2.5)),
            List.of(new Evidence("ecosystem", "pypi", "", -1.0)),
            3,
            List.of(
                new PackageVerdict(
                    "nixos-unstable",
                    "acme",
                    "1.2",
                    new Judgement(
                        Verdict.NOT_AFFECTED,
                        ReasonCode.OUTSIDE_AFFECTED_RANGES,
                        "1.2 >= 1.1",
                        "/x"),
                    true),
                new PackageVerdict(
                    "nixos-unstable",
                    "acme_2",
                    null,
                    new Judgement(
                        Verdict.UNKNOWN, ReasonCode.PACKAGE_WITHOUT_VERSION, "no version", ""),
                    false)));

    assertThat(new String(SuggestionWriter.line(suggestion), UTF_8))
        .isEqualTo(
            """
            {"schema":1,"id":"CVE-2030-0001","cve":"CVE-2030-0001",\
            "aliases":["GHSA-2345-6789-cfgh"],"project":"acme","variantOf":"acme-source",\
            "attributes":["acme","acme_2"],"probability":0.9877,"tier":"likely",\
            "evidence":[{"kind":"name","value":"Ä \\"quoted\\"\\n",\
            "pointer":"/containers/cna/affected/0","weight":2.5}],\
            "against":[{"kind":"ecosystem","value":"pypi","pointer":"","weight":-1}],\
            "algorithm":3,"packages":[{"channel":"nixos-unstable","attribute":"acme",\
            "version":"1.2","verdict":"not_affected","reason":{"code":"outside_affected_ranges",\
            "text":"1.2 >= 1.1"},"patches":"known"},{"channel":"nixos-unstable",\
            "attribute":"acme_2","version":null,"verdict":"unknown",\
            "reason":{"code":"package_without_version","text":"no version"},\
            "patches":"unknown"}]}
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "0.5, 0.5",
    "0.1, 0.1",
    "0.97, 0.97",
    "0.99996, 1",
    "0.00004, 0",
    "-0.00004, 0",
    "-1.25, -1.25",
    "12.0001, 12.0001",
    "-0.0003, -0.0003",
    "0.0305, 0.0305",
  })
  void writesAtMostFourDecimals(double number, String text) {
    assertThat(FourDecimals.text(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "1e12"})
  void refusesNumbersThatMeanNothing(double number) {
    assertThatThrownBy(() -> FourDecimals.text(number))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ordersByIdThenFallingProbabilityThenProject() {
    List<Suggestion> sorted =
        List.of(
                suggestion("CVE-2030-1000", "b", 0.5),
                suggestion("CVE-2030-1000", "a", 0.5),
                suggestion("CVE-2030-0999", "a", 0.1),
                suggestion("CVE-2030-1000", "c", 0.9))
            .stream()
            .sorted(SuggestionOrder.ORDER)
            .toList();
    assertThat(sorted)
        .extracting(each -> each.id() + " " + each.project())
        .containsExactly(
            "CVE-2030-0999 a", "CVE-2030-1000 c", "CVE-2030-1000 a", "CVE-2030-1000 b");
  }

  private static Suggestion suggestion(String id, String project, double probability) {
    return new Suggestion(
        id,
        id,
        List.of(),
        project,
        null,
        List.of(project),
        probability,
        Tier.of(probability).orElseThrow(),
        List.of(),
        List.of(),
        1,
        List.of());
  }
}
