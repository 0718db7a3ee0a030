package org.snowguard.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.server.app.AnvilChannels.STABLE;
import static org.snowguard.server.app.AnvilChannels.START;
import static org.snowguard.server.app.AnvilChannels.UNSTABLE;
import static org.snowguard.server.app.AnvilChannels.anvil;
import static org.snowguard.server.app.AnvilChannels.anvilAt;
import static org.snowguard.server.app.AnvilChannels.other;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.nixpkgs.CarriedVersion;
import org.snowguard.server.nixpkgs.PackageChange;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.nixpkgs.PackageMove;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.web.Role;

/**
 * What becomes of a package from snapshot to snapshot: its history, the verdict of its record and
 * the place of its card.
 */
class SpansAndVerdictsTest {

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  private final Jdbi jdbi = SERVER.bean(Jdbi.class);
  private final PackageHistory histories = SERVER.bean(PackageHistory.class);
  private final AnvilChannels channels = new AnvilChannels(SERVER);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void oneRecord() {
    channels.empty();
  }

  /** {@code pending: anvil affected}: the card and the verdicts of the packages that stand now. */
  private String card() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.state || ':' || coalesce((
                      select string_agg(' ' || package_span.attribute || ' ' || verdict, ''
                        order by package_span.attribute collate "C", channel.position)
                      from package_span
                      join channel on channel.id = package_span.channel_id
                      join suggestion_verdict on suggestion_verdict.facts_id = package_span.facts_id
                        and suggestion_verdict.suggestion_id = suggestion.id
                        and suggestion_verdict.attribute in ('', package_span.attribute)
                      where package_span.last_snapshot is null
                        and package_span.attribute = any(suggestion.attributes)), '')
                    from suggestion where state <> 'withdrawn'
                    """)
                .mapTo(String.class)
                .findOne()
                .orElse("none"));
  }

  /** {@code anvil 1.3 1..1}: what a channel carried, by days, the newest first. */
  private List<String> carried(String attribute) {
    return histories.carried(List.of(attribute)).stream()
        .map(
            one ->
                "%s %s %d..%s"
                    .formatted(
                        one.channel(), one.version(), day(one), one.isThere() ? "" : lastDay(one)))
        .toList();
  }

  private static long day(CarriedVersion one) {
    return ChronoUnit.DAYS.between(START, one.from().at());
  }

  private static long lastDay(CarriedVersion one) {
    return ChronoUnit.DAYS.between(START, one.to().at());
  }

  private List<String> queueEvents() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select kind from event where kind in ('suggestion.queued',"
                        + " 'suggestion.unqueued') order by id")
                .mapTo(String.class)
                .list());
  }

  @Test
  void bumpIntoTheRangeBringsTheCard() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("0.9"), other());
    assertThat(card()).isEqualTo("settled: anvil not_affected");
    channels.ship(UNSTABLE, anvil("1.3"), other());
    assertThat(card()).isEqualTo("pending: anvil affected");
    assertThat(queueEvents()).containsExactly("suggestion.queued");
    assertThat(carried("anvil"))
        .containsExactly("nixos-unstable 1.3 2..", "nixos-unstable 0.9 1..1");
  }

  @Test
  void bumpOutOfTheRangeTakesTheCardAway() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3"), other());
    assertThat(card()).isEqualTo("pending: anvil affected");
    channels.ship(UNSTABLE, anvil("1.4"), other());
    assertThat(card()).isEqualTo("settled: anvil not_affected");
    assertThat(queueEvents()).containsExactly("suggestion.unqueued");
    assertThat(lastChange("anvil").version()).isEqualTo(new PackageChange.Version("1.3", "1.4"));
  }

  private PackageChange lastChange(String attribute) {
    return Objects.requireNonNull(histories.of(attribute).steps().getFirst().change());
  }

  @Test
  void removedPatchBringsTheCardBack() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3", "CVE-2024-0001.patch"), other());
    assertThat(card()).isEqualTo("settled: anvil patched");
    channels.ship(UNSTABLE, anvil("1.3"), other());
    assertThat(card()).isEqualTo("pending: anvil affected");
    assertThat(queueEvents()).containsExactly("suggestion.queued");
    assertThat(carried("anvil")).as("one version").containsExactly("nixos-unstable 1.3 1..");
    PackageChange change = lastChange("anvil");
    assertThat(change.patchesRemoved()).containsExactly("CVE-2024-0001.patch");
    assertThat(change.version()).isNull();
  }

  @Test
  void renamedPackageKeepsProjectCardAndDecision() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3"), other());
    Long project = project("anvil");
    long suggestion = suggestion();
    dismiss();
    channels.ship(UNSTABLE, anvilAt("anvil_1", "1.3"), other());
    assertThat(project("anvil_1")).isEqualTo(project);
    assertThat(suggestion()).isEqualTo(suggestion);
    assertThat(card()).isEqualTo("dismissed: anvil_1 affected");
    PackageHistory.OfAttribute old = histories.of("anvil");
    assertThat(old.becameOf()).extracting(PackageMove::to).containsExactly("anvil_1");
    assertThat(old.becameOf()).extracting(PackageMove::sameName).containsExactly(true);
    assertThat(old.project()).isEqualTo("anvil");
    assertThat(histories.of("anvil_1").cameFrom())
        .extracting(PackageMove::from)
        .containsExactly("anvil");
    assertThat(carried("anvil")).containsExactly("nixos-unstable 1.3 1..1");
    assertThat(histories.of("hammer").cameFrom()).isEmpty();
  }

  @Test
  void renameInOneChannelIsNoneInTheOther() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3"), other());
    channels.ship(STABLE, anvil("1.2"), other());
    channels.ship(UNSTABLE, anvilAt("anvil_1", "1.3"), other());
    assertThat(histories.of("anvil").becameOf())
        .extracting(PackageMove::channel)
        .containsExactly(UNSTABLE);
    assertThat(card()).isEqualTo("pending: anvil affected anvil_1 affected");
  }

  @Test
  void splitPackageIsJudgedInBothParts() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3"), other());
    Long project = project("anvil");
    channels.ship(UNSTABLE, anvil("1.4"), anvilAt("anvil_1_3", "1.3"), other());
    assertThat(project("anvil")).isEqualTo(project);
    assertThat(project("anvil_1_3")).isEqualTo(project);
    assertThat(card()).isEqualTo("pending: anvil not_affected anvil_1_3 affected");
    assertThat(queueEvents()).isEmpty();
    assertThat(histories.of("anvil_1_3").cameFrom()).as("anvil stayed").isEmpty();
    assertThat(carried("anvil_1_3")).containsExactly("nixos-unstable 1.3 2..");
  }

  @Test
  void packageReplacedByTwoLeadsToBoth() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3"), other());
    channels.ship(UNSTABLE, anvilAt("anvil_1_3", "1.3"), anvilAt("anvil_1_4", "1.4"), other());
    assertThat(histories.of("anvil").becameOf())
        .extracting(PackageMove::to)
        .containsExactly("anvil_1_3", "anvil_1_4");
    assertThat(card()).isEqualTo("pending: anvil_1_3 affected anvil_1_4 not_affected");
  }

  @Test
  void droppedPackageTakesTheCardAwayAndComesBackWithItsDecision() throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3"), other());
    Long project = project("anvil");
    channels.ship(UNSTABLE, other());
    assertThat(card()).isEqualTo("none");
    assertThat(carried("anvil")).containsExactly("nixos-unstable 1.3 1..1");
    assertThat(histories.of("anvil").becameOf()).isEmpty();
    channels.ship(UNSTABLE, anvil("1.3"), other());
    assertThat(project("anvil")).isEqualTo(project);
    assertThat(card()).isEqualTo("pending: anvil affected");
    assertThat(carried("anvil"))
        .as("two stays, not one")
        .containsExactly("nixos-unstable 1.3 3..", "nixos-unstable 1.3 1..1");
  }

  private Long project(String attribute) {
    return SERVER.bean(Projects.class).ofAttribute(attribute).orElseThrow().id();
  }

  private long suggestion() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from suggestion where state <> 'withdrawn'")
                .mapTo(long.class)
                .one());
  }

  private void dismiss() {
    TestClient triager = SERVER.signIn(Role.TRIAGER);
    int revision =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select revision from suggestion where state <> 'withdrawn'")
                    .mapTo(int.class)
                    .one());
    TestClient.Answer answer =
        triager.submit(
            "/queue/" + suggestion() + "/dismiss",
            Map.of("revision", "" + revision, "reason", "hosted_service_only"));
    assertThat(answer.status()).as(answer.body()).isLessThan(400);
    assertThat(card()).startsWith("dismissed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/package/anvil?verdict=patched",
        "/vulnerability/CVE-2024-0001",
        "/queue?tab=settled"
      })
  void keptPatchSaysOfWhichRevisionItIs(String path) throws InterruptedException {
    channels.ship(UNSTABLE, anvil("1.3", "CVE-2024-0001.patch"), other());
    assertThat(SERVER.anonymous().get(path).body()).doesNotContain("by the patches of");
    channels.shipUnread(UNSTABLE, anvil("1.3"), Packages.of("hammer 2.1"));
    assertThat(card()).isEqualTo("settled: anvil patched");
    assertThat(SERVER.anonymous().get(path).body()).contains("by the patches of r000000000001,");
    channels.ship(UNSTABLE, anvil("1.3", "CVE-2024-0001.patch"), other());
    assertThat(SERVER.anonymous().get(path).body()).doesNotContain("by the patches of");
  }
}
