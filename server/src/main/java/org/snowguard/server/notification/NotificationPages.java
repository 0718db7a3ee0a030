package org.snowguard.server.notification;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Following things, and reading what came of it. */
@Controller
final class NotificationPages {

  private static final int SIZE = 50;

  private final Subscriptions subscriptions;
  private final Notices notices;
  private final NoticeStore people;

  NotificationPages(Subscriptions subscriptions, Notices notices, NoticeStore people) {
    this.subscriptions = subscriptions;
    this.notices = notices;
    this.people = people;
  }

  @Access(AccessLevel.SIGNED_IN)
  @GetMapping("/notices")
  Reply list(CurrentAccount account, @RequestParam(required = false) @Nullable String after) {
    NoticesPage page =
        new NoticesPage(
            notices.of(account.number(), after, SIZE), notices.unread(account.number()));
    return Reply.page("notification/notices", page).twin(page.twin());
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/notices/read")
  Reply read(CurrentAccount account, @RequestParam(defaultValue = "0") long upTo) {
    notices.read(account.number(), upTo);
    return Reply.redirect("/notices");
  }

  @Access(AccessLevel.SIGNED_IN)
  @GetMapping("/me/follow")
  Reply ask(
      CurrentAccount account,
      @RequestParam(defaultValue = "search") String kind,
      @RequestParam(defaultValue = "") String name) {
    Subscription found = subscriptions.look(account.number(), Followed.Kind.parse(kind), name);
    return Reply.html("notification/follow", FollowPage.of(found, name));
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/follow")
  Reply follow(
      CurrentAccount account,
      @RequestParam(defaultValue = "search") String kind,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "weekly") String way,
      @RequestParam(defaultValue = "false") boolean raw) {
    subscriptions.follow(account.number(), Followed.Kind.parse(kind), name, Way.parse(way), raw);
    return Reply.redirect("/me").notice("You follow it.");
  }

  /** A search by its fields, as forms without scripts can send it. */
  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/follow/search")
  Reply followSearch(
      CurrentAccount account,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String score,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String exploited,
      @RequestParam(defaultValue = "weekly") String way) {
    SavedSearch search = SavedSearch.of(q, score, channel, exploited);
    subscriptions.follow(
        account.number(), Followed.Kind.SEARCH, search.query(), Way.parse(way), false);
    return Reply.redirect("/me").notice("You follow the search.");
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/follow/own")
  Reply followOwn(
      CurrentAccount account,
      @RequestParam(defaultValue = "weekly") String way,
      @RequestParam(defaultValue = "false") boolean raw) {
    Optional<Long> gitHubId = people.gitHubId(account.number());
    if (gitHubId.isEmpty()) {
      throw new Conflict(
          "following your packages",
          "an account that is not known on GitHub",
          "sign in with GitHub: maintainers are told apart by their number there.");
    }
    subscriptions.followOwn(account.number(), gitHubId.get(), Way.parse(way), raw);
    return Reply.redirect("/me").notice("You follow your packages.");
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/follow/{id}")
  Reply alter(
      CurrentAccount account,
      @PathVariable long id,
      @RequestParam(defaultValue = "weekly") String way,
      @RequestParam(defaultValue = "false") boolean raw) {
    subscriptions.alter(account.number(), id, Way.parse(way), raw);
    return Reply.redirect("/me").notice("Changed.");
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/follow/{id}/end")
  Reply end(CurrentAccount account, @PathVariable long id) {
    subscriptions.end(account.number(), id);
    return Reply.redirect("/me").notice("You follow it no more.");
  }
}
