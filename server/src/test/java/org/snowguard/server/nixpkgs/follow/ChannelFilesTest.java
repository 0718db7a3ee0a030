package org.snowguard.server.nixpkgs.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.server.nixpkgs.follow.ChannelWorld.packagesPath;
import static org.snowguard.server.nixpkgs.follow.ChannelWorld.revision;
import static org.snowguard.server.nixpkgs.follow.ChannelWorld.sha256;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.ingest.source.FakeService;

/** What is believed of the files of a channel. */
class ChannelFilesTest extends ChannelFollowing {

  @ParameterizedTest
  @EnumSource(FakeService.Fault.class)
  void whatIsStoredStays(FakeService.Fault fault) {
    world.publish(UNSTABLE, 1, "rolling", ZLIB, CURL);
    pass();
    world.publish(UNSTABLE, 2, "rolling", ZLIB, "curl 8.10");
    world.service.fail(packagesPath(UNSTABLE), fault);
    pass();
    assertThat(error()).contains(UNSTABLE).contains("http://");
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
    assertThat(index.current(List.of("curl", "zlib"))).hasSize(2);
  }

  @Test
  void pageForPeopleUnderTheNameOfAFileIsTold() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.service.put(
        packagesPath(UNSTABLE), "application/octet-stream", "<html>Sorry</html>".getBytes(UTF_8));
    pass();
    assertThat(error()).contains(UNSTABLE).contains("Brotli").doesNotContain("/tmp");
    assertThat(revisionOf(UNSTABLE)).isNull();
  }

  @Test
  void fileThatAmountsToItsChecksumIsTaken() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.checksum(UNSTABLE, sha256(ZLIB) + "  packages.json.br\n");
    pass();
    assertThat(status().error()).isNull();
    assertThat(fetchOf(UNSTABLE).checked()).isTrue();
  }

  @Test
  void absentChecksumIsToldAndNoFailure() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    assertThat(status().error()).isNull();
    assertThat(fetchOf(UNSTABLE).checked()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "not a checksum"})
  void wrongChecksumIsRefused(String kind) {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.checksum(UNSTABLE, kind.equals("wrong") ? sha256(CURL) : kind);
    pass();
    assertThat(error()).contains("SHA-256");
    assertThat(revisionOf(UNSTABLE)).isNull();
  }

  @Test
  void fileOfAChannelThatAdvancedMeanwhileIsThrownAway() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    world.service.whenAsked(packagesPath(UNSTABLE), () -> world.point(UNSTABLE, 2));
    pass();
    assertThat(error()).contains(revision(1).substring(0, 12), "advanced meanwhile");
    assertThat(revisionOf(UNSTABLE)).isNull();
    world.announce(UNSTABLE, 2, "rolling");
    pass();
    assertThat(revisionOf(UNSTABLE)).isEqualTo(revision(2));
  }

  @Test
  void filesThatAreBehindAreNotTakenForTheNewRevision() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    world.announce(UNSTABLE, 2, "rolling");
    world.service.whenAsked(packagesPath(UNSTABLE), () -> world.point(UNSTABLE, 2));
    pass();
    assertThat(error()).contains(revision(2).substring(0, 12), "its files are behind");
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
    world.files(UNSTABLE, 2, CURL);
    pass();
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(2));
    assertThat(index.current(List.of("curl"))).hasSize(1);
  }

  @Test
  void hundredTimesAsLongIsRefused() {
    world.publish(UNSTABLE, 1, "rolling", ZLIB);
    pass();
    String[] many = new String[2_000];
    for (int number = 0; number < many.length; number++) {
      many[number] = "package%d 1.%d".formatted(number, number);
    }
    world.publish(UNSTABLE, 2, "rolling", many);
    pass();
    assertThat(error()).contains(UNSTABLE);
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
  }

  @Test
  void channelWithoutPackagesIsRefused() {
    world.publish(UNSTABLE, 1, "rolling");
    pass();
    assertThat(error()).contains("0 packages");
    assertThat(revisionOf(UNSTABLE)).isNull();
  }

  @Test
  void channelThatLostAFifthOfItsPackagesIsRefused() {
    world.publish(UNSTABLE, 1, "rolling", "a 1", "b 1", "c 1", "d 1", "e 1");
    pass();
    world.publish(UNSTABLE, 2, "rolling", "a 1", "b 1", "c 1");
    pass();
    assertThat(error()).contains("3 packages where 5 are stored", "--channel nixos-unstable=FILE");
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
    world.publish(UNSTABLE, 3, "rolling", "a 1", "b 1", "c 1", "d 1");
    pass();
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(3));
  }

  @Test
  void packagesThatCannotBeReadAreNotCalledRemoved() {
    String[] hundred = new String[100];
    for (int number = 0; number < hundred.length; number++) {
      hundred[number] = "package%d 1.%d".formatted(number, number);
    }
    world.publish(UNSTABLE, 1, "rolling", hundred);
    pass();
    String[] two = hundred.clone();
    two[3] = ChannelWorld.UNREADABLE;
    two[4] = ChannelWorld.UNREADABLE + 4;
    world.publish(UNSTABLE, 2, "rolling", two);
    pass();
    assertThat(error()).contains("2 of the 100 packages", "--channel nixos-unstable=FILE");
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(1));
    String[] one = hundred.clone();
    one[3] = ChannelWorld.UNREADABLE;
    world.publish(UNSTABLE, 3, "rolling", one);
    pass();
    assertThat(current(UNSTABLE).revision()).isEqualTo(revision(3));
    assertThat(status().counts().unreadable()).isEqualTo(1);
  }
}
