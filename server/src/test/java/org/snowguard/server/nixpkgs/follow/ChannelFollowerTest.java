package org.snowguard.server.nixpkgs.follow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.server.nixpkgs.follow.ChannelWorld.packagesPath;
import static org.snowguard.server.nixpkgs.follow.ChannelWorld.revision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowguard.server.ingest.source.FakeService;
import org.snowguard.server.ingest.source.SourceStatus;
import org.snowguard.server.nixpkgs.PackageSpan;
import org.snowguard.server.nixpkgs.Snapshot;

/** Channels that advance and end, and passes that fail. */
class ChannelFollowerTest extends ChannelFollowing {

  @Test
  void channelIsTakenAndAdvances() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB, CURL);
    pass();
    assertThat(status().error()).isNull();
    assertThat(status().counts().read()).isEqualTo(2);
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
    assertThat(current(UNSTABLE).takenAt()).isEqualTo(clock.instant());
    world.publish(UNSTABLE, 2, "rolling", ZLIB, "curl 8.10");
    pass();
    assertThat(status().counts().changed()).isEqualTo(1);
    assertThat(index.current(List.of("curl")))
        .extracting(PackageSpan::version)
        .containsExactly("8.10");
    assertThat(channels.latest(channels.register(UNSTABLE), 5))
        .extracting(Snapshot::revision)
        .containsExactly(revision(2), revision(1));
  }

  @Test
  void channelThatStandsIsNotFetchedAgain() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    pass();
    assertThat(world.askedFor(packagesPath(UNSTABLE))).hasSize(1);
    assertThat(status().health()).isEqualTo(SourceStatus.Health.GOOD);
  }

  @Test
  void samePackagesAtAnotherRevisionAreNotSentAgain() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    world.point(UNSTABLE, 2);
    world.announce(UNSTABLE, 2, "rolling");
    pass();
    assertThat(world.askedFor(packagesPath(UNSTABLE)).getLast().ifNoneMatch()).isNotEmpty();
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(2));
    assertThat(index.history("zlib")).hasSize(1);
  }

  @Test
  void smallAndDarwinOnesAreKnownByTheirHead() {
    world.announce("nixos-unstable-small", 7, "rolling");
    world.announce("nixpkgs-26.05-darwin", 8, "stable");
    pass();
    assertThat(status().error()).isNull();
    assertThat(registry.all())
        .extracting(found -> String.valueOf(found.head()))
        .allMatch(head -> head.contains(revision(7)) || head.contains(revision(8)));
    assertThat(channels.all()).isEmpty();
    assertThat(world.askedFor(packagesPath("nixos-unstable-small"))).isEmpty();
  }

  @Test
  void failureOfOneChannelStopsNoOther() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.publish(STABLE, 2, "stable", ZLIB);
    world.service.fail(packagesPath(UNSTABLE), FakeService.Fault.TRUNCATED);
    Duration next = pass();
    assertThat(revisionOf(STABLE)).isEqualTo(revision(2));
    assertThat(revisionOf(UNSTABLE)).isNull();
    assertThat(status().health()).isEqualTo(SourceStatus.Health.FAILING);
    assertThat(error()).contains(UNSTABLE).doesNotContain(STABLE);
    assertThat(fetchOf(UNSTABLE).failures()).isEqualTo(1);
    assertThat(next).isLessThanOrEqualTo(Duration.ofMinutes(5));
    world.service.mend(packagesPath(UNSTABLE));
    pass();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(1));
    assertThat(status().error()).isNull();
    assertThat(fetchOf(UNSTABLE).error()).isNull();
  }

  @Test
  void channelThatGoesOnFailingIsAskedLessAndTheOthersAsOften() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.service.fail(packagesPath(UNSTABLE), FakeService.Fault.SERVER_ERROR);
    for (int times = 0; times < 20; times++) {
      assertThat(pass()).isLessThanOrEqualTo(Duration.ofMinutes(5));
      assertThat(error()).contains("500");
    }
    // After 1, 2, 4 … minutes, in steps of five.
    assertThat(world.askedFor(packagesPath(UNSTABLE))).hasSizeLessThan(10);
    world.publish(STABLE, 2, "stable", ZLIB);
    pass();
    assertThat(revisionOf(STABLE)).isEqualTo(revision(2));
  }

  @Test
  void newRevisionDoesNotWaitForWhatAnotherOneFailed() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.service.fail(packagesPath(UNSTABLE), FakeService.Fault.SERVER_ERROR);
    for (int times = 0; times < 12; times++) {
      pass();
    }
    Instant retryAt = requireNonNull(fetchOf(UNSTABLE).retryAt());
    assertThat(retryAt).isAfter(clock.instant().plus(Duration.ofMinutes(10)));
    world.service.mend(packagesPath(UNSTABLE));
    world.publish(UNSTABLE, 2, "rolling", ZLIB);
    pass();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(2));
    assertThat(fetchOf(UNSTABLE).failures()).isZero();
  }

  @Test
  void channelPastItsEndKeepsItsLastSnapshot() {
    world.publish("nixos-25.11", 1, "deprecated", ZLIB);
    pass();
    world.publish("nixos-25.11", 2, "unmaintained", "zlib 1.3.1");
    pass();
    assertThat(channels.find("nixos-25.11").orElseThrow().supported()).isFalse();
    assertThat(current("nixos-25.11").revision()).isEqualTo(revision(1));
    assertThat(status().error()).isNull();
    assertThat(index.current(List.of("zlib")))
        .extracting(PackageSpan::version)
        .containsExactly("1.3");
  }

  @Test
  void channelThatIsCalledOverBeforeItsDayIsFollowedOn() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    world.publish(UNSTABLE, 2, "unmaintained", "zlib 1.3.1");
    pass();
    assertThat(channels.find(UNSTABLE).orElseThrow().supported()).isTrue();
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(2));
    assertThat(status().counts().unreadable()).isEqualTo(1);
  }

  @Test
  void newReleaseIsTakenAsSoonAsItIsListed() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    world.publish("nixos-26.11", 2, "beta", ZLIB);
    pass();
    assertThat(channels.find("nixos-26.11").orElseThrow().status()).isEqualTo("beta");
    assertThat(revisionOf("nixos-26.11")).isEqualTo(revision(2));
    world.announce("nixos-26.11", 2, "stable");
    pass();
    assertThat(channels.find("nixos-26.11").orElseThrow().status()).isEqualTo("stable");
  }
}
