package org.snowguard.server.matching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.server.matching.LessonStore.Confirmation;
import org.snowguard.server.vulnerability.Records;

class ConfirmedCpeTest {

  private static final VulnerabilityRecord PLAIN =
      Records.read(Records.json("CVE-2024-0001", "2024-06-01T00:00:00Z", "A flaw").getBytes(UTF_8));

  private static VulnerabilityRecord withCpe(String cpe) {
    String json =
        Records.json("CVE-2024-0001", "2024-06-01T00:00:00Z", "A flaw")
            .replace("\"product\":\"anvil\",", "\"product\":\"anvil\",\"cpes\":[\"" + cpe + "\"],");
    return Records.read(json.getBytes(UTF_8));
  }

  private static Confirmation decided(long suggestion, @Nullable String vendor, String decision) {
    return new Confirmation(
        vendor,
        "anvil",
        1,
        "anvil",
        suggestion,
        suggestion,
        "CVE-2024-000" + suggestion,
        decision,
        Instant.EPOCH,
        List.of("anvil"));
  }

  private static Optional<AssertedCpe> cpe(
      Map<Long, VulnerabilityRecord> records, Confirmation... decisions) {
    return ConfirmedCpe.of(List.of(decisions), records).map(ConfirmedCpe::cpe);
  }

  @Test
  void oneAcceptanceConfirmsWhatItsRecordStates() {
    VulnerabilityRecord stating = withCpe("cpe:2.3:a:acme_inc:anvil:*:*:*:*:*:*:*:*");
    assertThat(cpe(Map.of(1L, stating), decided(1, "acme", "accepted")))
        .contains(new AssertedCpe("acme_inc", "anvil"));
    assertThat(cpe(Map.of(1L, stating), decided(1, "acme", "dismissed"))).isEmpty();
  }

  @Test
  void withoutAStatedCpeItTakesTwoDecisionsAndAVendor() {
    assertThat(cpe(Map.of(1L, PLAIN), decided(1, "acme", "accepted"))).isEmpty();
    assertThat(
            cpe(
                Map.of(1L, PLAIN, 2L, PLAIN),
                decided(1, "acme", "accepted"),
                decided(2, "acme", "dismissed")))
        .contains(new AssertedCpe("acme", "anvil"));
    assertThat(
            cpe(
                Map.of(1L, PLAIN, 2L, PLAIN),
                decided(1, null, "accepted"),
                decided(2, null, "accepted")))
        .isEmpty();
  }

  @Test
  void devicesAndNamesThatSayNothingAreNotAsserted() {
    for (String cpe :
        List.of(
            "cpe:2.3:h:acme:anvil:*:*:*:*:*:*:*:*",
            "cpe:2.3:o:acme:anvil_firmware:*:*:*:*:*:*:*:*",
            "cpe:2.3:a:*:anvil:*:*:*:*:*:*:*:*")) {
      assertThat(cpe(Map.of(1L, withCpe(cpe)), decided(1, "acme", "accepted"))).isEmpty();
    }
  }
}
