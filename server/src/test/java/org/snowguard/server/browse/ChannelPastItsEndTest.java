package org.snowguard.server.browse;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.QueueTab;
import org.snowguard.server.suggestion.TriageWorld;

/** What affects nothing but a channel whose support ended is told there, and queued nowhere. */
class ChannelPastItsEndTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TriageWorld world = new TriageWorld(database);
  private final OverviewStore overview = new OverviewStore(database.jdbi());
  private final DeclineStore declines = new DeclineStore(database.jdbi());

  @BeforeEach
  void arrange() {
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"));
    world.ship(TriageWorld.OLD, Packages.of("zlib 1.2"));
  }

  private void affectsTheOldOne(String id, double probability) {
    world.take(
        world.record(id, "Mended long ago"),
        world.suggest(
            id,
            "zlib",
            probability,
            (channel, attribute) ->
                channel.equals(TriageWorld.OLD) ? Verdict.AFFECTED : Verdict.NOT_AFFECTED));
  }

  private Channel channel(String name) {
    return world.channels.find(name).orElseThrow();
  }

  private long declined(String name) {
    Channel channel = channel(name);
    return declines.published(channel, requireNonNull(channel.endOfLifeOn())).stream()
        .mapToLong(Decline.Published::vulnerabilities)
        .sum();
  }

  private long counted(String name, String verdict) {
    return overview.channelCounts().stream()
        .filter(count -> count.channel().equals(name) && count.verdict().equals(verdict))
        .mapToLong(ChannelCount::vulnerabilities)
        .sum();
  }

  @Test
  void vulnerabilityThatIsMendedInEverySupportedChannelIsOpenThere() {
    affectsTheOldOne("CVE-2024-0001", 0.99);
    assertThat(world.cards(QueueTab.PENDING)).isEmpty();
    assertThat(declined(TriageWorld.OLD)).isEqualTo(1);
    assertThat(overview.countOpenIn(channel(TriageWorld.OLD))).isEqualTo(1);
    assertThat(overview.openIn(channel(TriageWorld.OLD), null, 10))
        .extracting(OpenLink::vulnerability)
        .containsExactly("CVE-2024-0001");
    assertThat(counted(TriageWorld.OLD, "affected")).isEqualTo(1);
    assertThat(counted(TriageWorld.UNSTABLE, "affected")).isZero();
    assertThat(overview.countOpenIn(channel(TriageWorld.UNSTABLE))).isZero();
  }

  @Test
  void weakLinkCountsNowhere() {
    affectsTheOldOne("CVE-2024-0002", 0.2);
    assertThat(declined(TriageWorld.OLD)).isZero();
    assertThat(overview.countOpenIn(channel(TriageWorld.OLD))).isZero();
    assertThat(counted(TriageWorld.OLD, "affected")).isZero();
  }

  @Test
  void settledLinkOfASupportedChannelStaysSettled() {
    world.suggested("CVE-2024-0003", "zlib", 0.99, Verdict.PATCHED);
    assertThat(overview.countOpenIn(channel(TriageWorld.UNSTABLE))).isZero();
    assertThat(overview.countOpenIn(channel(TriageWorld.OLD))).isZero();
  }
}
