package org.snowguard.server.nixpkgs.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.snowguard.server.nixpkgs.follow.ChannelWorld.packagesPath;
import static org.snowguard.server.nixpkgs.follow.ChannelWorld.revision;
import static org.snowguard.server.nixpkgs.follow.ChannelWorld.revisionPath;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snowguard.server.ingest.source.FakeService;
import org.snowguard.server.web.BadInput;

/** Which channels there are and where each stands, by a list or by files beside them. */
class ChannelListTest extends ChannelFollowing {

  @Test
  void withoutARevisionBesideTheFileTheListIsAskedAgain() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.publish(STABLE, 1, "stable", ZLIB);
    sources =
        following(
            new ChannelSourceSettings(
                false,
                world.service.uri(ChannelWorld.METRIC).toString(),
                world.service.uri("/files/") + "{channel}.json",
                List.of()));
    byte[] packages =
        "{\"packages\":{\"zlib\":{\"name\":\"zlib-1.3\",\"meta\":{}}}}".getBytes(UTF_8);
    world.service.put("/files/nixos-unstable.json", "application/json", packages);
    world.service.put("/files/nixos-26.05.json", "application/json", packages);
    world.service.whenAsked("/files/nixos-26.05.json", () -> world.announce(STABLE, 2, "stable"));
    pass();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(1));
    assertThat(revisionOf(STABLE)).isNull();
    assertThat(error()).contains(STABLE, "advanced meanwhile");
  }

  @Test
  void statusThatIsNotKnownLeavesTheCalendarsWord() {
    world.publish(STABLE, 1, "staging", ZLIB);
    pass();
    assertThat(status().error()).isNull();
    assertThat(channels.find(STABLE).orElseThrow().status()).isEqualTo("stable");
    assertThat(revisionOf(STABLE)).isEqualTo(revision(1));
  }

  @Test
  void onlyNamedChannelsAreFetchedWhereSomeAreNamed() {
    sources = following(metricSettings(List.of(STABLE)));
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.publish(STABLE, 2, "stable", ZLIB);
    pass();
    assertThat(revisionOf(UNSTABLE)).isNull();
    assertThat(revisionOf(STABLE)).isEqualTo(revision(2));
    assertThat(registry.find(UNSTABLE).orElseThrow().head()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(FakeService.Fault.class)
  void listThatCannotBeTrustedChangesNothing(FakeService.Fault fault) {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    world.publish(UNSTABLE, 2, "unmaintained", ZLIB);
    world.service.fail(ChannelWorld.METRIC, fault);
    pass();
    assertThat(error()).contains(ChannelWorld.METRIC);
    assertThat(channels.find(UNSTABLE).orElseThrow().status()).isEqualTo("rolling");
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
  }

  @Test
  void revisionFilesDoWithoutAList() {
    sources =
        following(
            new ChannelSourceSettings(
                false,
                pattern("git-revision"),
                null,
                List.of(UNSTABLE, STABLE, "nixos-unstable-small", "nixos-25.05")));
    world.files(UNSTABLE, 1, ZLIB);
    world.files(STABLE, 2, ZLIB);
    world.point("nixos-unstable-small", 3);
    world.files("nixos-25.05", 4, ZLIB);
    pass();
    assertThat(status().error()).isNull();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(1));
    assertThat(revisionOf(STABLE)).isEqualTo(revision(2));
    assertThat(registry.find("nixos-unstable-small").orElseThrow().head()).isNotNull();
    // Past its end of life by the calendar.
    assertThat(revisionOf("nixos-25.05")).isNull();
    world.files(UNSTABLE, 5, "zlib 1.3.1");
    world.service.fail(revisionPath(STABLE), FakeService.Fault.HTML);
    pass();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(5));
    assertThat(error()).contains(STABLE, "HTML");
  }

  @Test
  void revisionFileThatChangesDuringTheDownloadIsSeen() {
    sources =
        following(
            new ChannelSourceSettings(false, pattern("git-revision"), null, List.of(UNSTABLE)));
    world.files(UNSTABLE, 1, ZLIB);
    world.service.whenAsked(packagesPath(UNSTABLE), () -> world.point(UNSTABLE, 2));
    pass();
    assertThat(error()).contains("advanced meanwhile");
    pass();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(2));
  }

  @Test
  void settingsThatMeanNothingAreErrors() {
    assertThatThrownBy(
            () ->
                following(
                    new ChannelSourceSettings(
                        false, pattern("git-revision"), null, List.of("unstable"))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("channel-names");
    assertThatThrownBy(() -> new ChannelAddresses("http://localhost/packages.json.br"))
        .hasMessageContaining("{channel}");
    assertThat(new ChannelSourceSettings(true, null, null, List.of()).revisions())
        .isEqualTo("https://monitoring.nixos.org/prometheus/api/v1/query?query=channel_revision");
    assertThat(new ChannelSourceSettings(true, "off", null, List.of()).revisions()).isNull();
    assertThat(new ChannelSourceSettings(false, null, null, List.of()).revisions()).isNull();
  }
}
