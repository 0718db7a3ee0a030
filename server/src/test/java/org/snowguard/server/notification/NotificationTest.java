package org.snowguard.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.web.NotFound;

class NotificationTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private NotificationWorld world;
  private long bob;

  @BeforeEach
  void arrange() {
    world = new NotificationWorld(database);
    bob = world.triage.bob;
  }

  private void follow(Followed.Kind kind, String name, Way way) {
    world.subscriptions.follow(bob, kind, name, way, false);
  }

  @Test
  void followersOfAPackageAreToldOfItsPublicationOnce() {
    world.mail.confirm(bob, "bob@example.org");
    follow(Followed.Kind.PACKAGE, "zlib", Way.MAIL);
    follow(Followed.Kind.PROJECT, "zlib", Way.PRODUCT);
    follow(Followed.Kind.CHANNEL, "nixos-unstable", Way.DAILY);
    world.published("CVE-2024-0001", "NIXPKGS-2026-0001");
    world.round();
    assertThat(world.mail.sent()).as("who is mentioned on GitHub is not known yet").isEmpty();
    world.triage.clock.advance(FanOut.MENTIONS_TAKE);
    world.round();
    world.round();
    assertThat(world.told(bob)).singleElement().asString().startsWith("NIXPKGS-2026-0001: ");
    assertThat(world.mail.sent())
        .singleElement()
        .asString()
        .startsWith("bob@example.org: NIXPKGS-2026-0001: ");
    assertThat(world.mail.lastBody())
        .contains("https://snowguard.example/issue/NIXPKGS-2026-0001")
        .contains("you follow the package zlib")
        .contains("nixos-unstable: affected in zlib");
    world.triage.clock.advance(Duration.ofDays(8));
    world.round();
    assertThat(world.mail.sent()).as("not again in a digest").hasSize(1);
  }

  @Test
  void whatOthersFollowIsNotTold() {
    follow(Followed.Kind.PACKAGE, "curl", Way.PRODUCT);
    world.published("CVE-2024-0001", "NIXPKGS-2026-0001");
    world.round();
    assertThat(world.told(bob)).isEmpty();
  }

  @Test
  void draftsAreToldToNobody() {
    follow(Followed.Kind.PACKAGE, "zlib", Way.PRODUCT);
    long draft = world.draft("CVE-2024-0001");
    world.round();
    assertThat(world.told(bob)).isEmpty();
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> follow(Followed.Kind.ISSUE, Long.toString(draft), Way.PRODUCT));
  }

  @Test
  void nothingComesByMailBeforeAnAddressIsConfirmed() {
    follow(Followed.Kind.PACKAGE, "zlib", Way.MAIL);
    world.published("CVE-2024-0001", "NIXPKGS-2026-0001");
    world.triage.clock.advance(FanOut.MENTIONS_TAKE);
    world.round();
    assertThat(world.told(bob)).hasSize(1);
    world.mail.confirm(bob, "bob@example.org");
    world.round();
    assertThat(world.mail.sent()).as("nor what happened before").isEmpty();
  }

  @Test
  void whoWasMentionedOnGitHubGetsNoMailOfThePublication() {
    world.mail.confirm(bob, "bob@example.org");
    world.onGitHub(bob, NotificationWorld.MAINTAINER);
    world.subscriptions.followOwn(bob, NotificationWorld.MAINTAINER, Way.MAIL, false);
    long issue = world.published("CVE-2024-0001", "NIXPKGS-2026-0001");
    world.round();
    world.mentioned.put(issue, Set.of(NotificationWorld.MAINTAINER));
    world.triage.clock.advance(FanOut.MENTIONS_TAKE);
    world.round();
    assertThat(world.mail.sent()).isEmpty();
    assertThat(world.told(bob)).hasSize(1);
    world.triage.issues.close(issue, CloseReason.WILL_NOT_FIX, null, world.triage.alice);
    world.round();
    assertThat(world.mail.sent())
        .containsExactly("bob@example.org: NIXPKGS-2026-0001: closed, will not fix");
  }

  @Test
  void whoIsMentionedOnTheNextDayGetsNoMailEither() {
    long issue = world.published("CVE-2024-0001", "NIXPKGS-2026-0001");
    world.triage.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into issue_mention_later (issue_id, github_id, put_off_at)"
                    + " values (?, ?, now())",
                issue,
                NotificationWorld.MAINTAINER));
    assertThat(new MentionedStore(world.triage.jdbi).of(issue))
        .containsExactly(NotificationWorld.MAINTAINER);
  }

  @Test
  void maintainersFollowWhatTheyMaintainByNumber() {
    world.subscriptions.followOwn(bob, NotificationWorld.MAINTAINER, Way.PRODUCT, false);
    world.published("CVE-2024-0001", "NIXPKGS-2026-0001");
    world.round();
    assertThat(world.told(bob)).hasSize(1);
    assertThat(world.subscriptions.of(bob)).extracting(Subscription::name).containsExactly("carol");
  }

  @Test
  void whatComesTogetherInAWeekIsOneMailOnMonday() {
    world.mail.confirm(bob, "bob@example.org");
    follow(Followed.Kind.PACKAGE, "zlib", Way.WEEKLY);
    long issue = world.published("CVE-2024-0001", "NIXPKGS-2026-0001"); // a Friday
    world.round();
    world.triage.issues.close(issue, CloseReason.WILL_NOT_FIX, null, world.triage.alice);
    world.round();
    world.triage.clock.advance(Duration.ofDays(2));
    world.round();
    assertThat(world.mail.sent()).as("on Sunday").isEmpty();
    world.triage.clock.advance(Duration.ofDays(1));
    world.round();
    world.round();
    assertThat(world.mail.sent()).containsExactly("bob@example.org: 2 news of what you follow");
    assertThat(world.mail.lastBody()).contains("closed, will not fix");
  }

  @Test
  void laterChangesOfStatusAreToldOnce() {
    follow(Followed.Kind.PACKAGE, "zlib", Way.PRODUCT);
    long issue = world.published("CVE-2024-0001", "NIXPKGS-2026-0001");
    world.round();
    world.triage.jdbi.useHandle(
        handle -> handle.execute("update suggestion_verdict set verdict = 'not_affected'"));
    world.triage.clock.advance(Duration.ofHours(7));
    world.round();
    world.triage.clock.advance(Duration.ofHours(7));
    world.round();
    assertThat(world.told(bob))
        .hasSize(2)
        .first()
        .isEqualTo("NIXPKGS-2026-0001: nothing is left to do");
    assertThat(world.notices.of(bob, null, 1).items().getFirst().happening().words())
        .contains("nixos-unstable: zlib is not affected (was affected)");
    assertThat(world.triage.issues.content(issue)).isPresent();
  }

  @Test
  void noLongerAppliesIsToldAndNotAgainAsAChange() {
    follow(Followed.Kind.PACKAGE, "zlib", Way.PRODUCT);
    long issue = world.published("CVE-2024-0001", "NIXPKGS-2026-0001");
    world.triage.jdbi.useHandle(
        handle -> handle.execute("update suggestion_verdict set verdict = 'not_affected'"));
    world.triage.issueListeners.forEach(
        listener ->
            listener.noLongerApplies(issue, Set.of("zlib"), "not built here", world.triage.alice));
    world.round();
    world.triage.clock.advance(Duration.ofHours(7));
    world.round();
    assertThat(world.told(bob))
        .hasSize(2)
        .first()
        .isEqualTo("NIXPKGS-2026-0001: no longer applies to zlib");
  }

  @Test
  void whatElseChangedIsToldBesideWhatNoLongerApplies() {
    follow(Followed.Kind.PACKAGE, "zlib", Way.PRODUCT);
    follow(Followed.Kind.PACKAGE, "curl", Way.PRODUCT);
    long issue = world.published("CVE-2024-0001", "NIXPKGS-2026-0001");
    world.triage.jdbi.useHandle(
        handle -> {
          handle.execute("update suggestion_verdict set verdict = 'not_affected'");
          handle.execute(
              """
              insert into issue_overlay (issue_id, kind, name, value, changed_by, changed_at)
              values (?, 'package', 'curl', 'added', ?, now())
              """,
              issue,
              bob);
        });
    world.triage.issueListeners.forEach(
        listener ->
            listener.noLongerApplies(issue, Set.of("zlib"), "not built here", world.triage.alice));
    world.round();
    assertThat(world.told(bob))
        .hasSize(3)
        .startsWith(
            "NIXPKGS-2026-0001: changed in nixos-unstable",
            "NIXPKGS-2026-0001: no longer applies to zlib");
    assertThat(world.notices.of(bob, null, 1).items().getFirst().happening().words())
        .contains("curl is unknown")
        .doesNotContain("zlib is");
  }

  @Test
  void suggestionsAreToldOnlyToWhoAsks() {
    follow(Followed.Kind.PROJECT, "zlib", Way.PRODUCT);
    world.subscriptions.follow(
        world.triage.alice, Followed.Kind.PACKAGE, "zlib", Way.PRODUCT, true);
    world.triage.suggested("CVE-2024-0007", "zlib", 0.99, Verdict.AFFECTED);
    world.triage.suggested("CVE-2024-0008", "zlib", 0.99, Verdict.NOT_AFFECTED);
    world.round();
    world.round();
    assertThat(world.told(bob)).isEmpty();
    assertThat(world.told(world.triage.alice))
        .containsExactly("CVE-2024-0007 is likely to affect zlib");
  }

  @Test
  void savedSearchFindsWhatIsPublishedLater() {
    follow(Followed.Kind.SEARCH, "score=9&q=ZLIB", Way.PRODUCT);
    follow(Followed.Kind.SEARCH, "q=openssl", Way.PRODUCT);
    assertThat(world.subscriptions.of(bob))
        .extracting(found -> found.followed().key())
        .containsExactly("q=openssl", "q=zlib&score=9.0");
    world.published("CVE-2024-0001", "NIXPKGS-2026-0001");
    world.round();
    assertThat(world.told(bob)).hasSize(1);
  }

  @Test
  void readNoticesStayRead() {
    follow(Followed.Kind.PACKAGE, "zlib", Way.PRODUCT);
    world.published("CVE-2024-0001", "NIXPKGS-2026-0001");
    world.round();
    assertThat(world.notices.unread(bob)).isEqualTo(1);
    world.notices.read(bob, world.notices.of(bob, null, 1).items().getFirst().happening().id());
    assertThat(world.notices.unread(bob)).isZero();
  }

  @Test
  void deletedAccountLeavesNothingBehind() {
    world.mail.confirm(bob, "bob@example.org");
    follow(Followed.Kind.PACKAGE, "zlib", Way.DAILY);
    world.published("CVE-2024-0001", "NIXPKGS-2026-0001");
    world.round();
    world.triage.accounts.delete("bob");
    for (String table :
        new String[] {
          "mail_address",
          "mail_confirmation",
          "mail_message",
          "mail_unsubscribe",
          "notice",
          "subscription"
        }) {
      int rows =
          world.triage.jdbi.withHandle(
              handle ->
                  handle.createQuery("select count(*) from " + table).mapTo(Integer.class).one());
      assertThat(rows).as(table).isZero();
    }
  }
}
