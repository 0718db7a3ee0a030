package org.snowguard.server.notification;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/** What people follow. */
public final class Subscriptions {

  private static final int MOST = 500;
  private static final String FOLLOWING = "following something";

  private final SubscriptionStore store;
  private final SubscriptionNames names;
  private final Things things;
  private final Transactions transactions;
  private final Clock clock;

  /** Where things that can be followed are looked up. */
  record Things(
      PackageIndex packages,
      Projects projects,
      Channels channels,
      Issues issues,
      MaintainerNames maintainers) {}

  Subscriptions(
      SubscriptionStore store,
      SubscriptionNames names,
      Things things,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.names = names;
    this.things = things;
    this.transactions = transactions;
    this.clock = clock;
  }

  public List<Subscription> of(long account) {
    return transactions.read(() -> names.of(store.of(account)));
  }

  /**
   * How somebody follows a thing, or would by default.
   *
   * @param name attribute, slug, channel, public id, login or query string
   * @throws NotFound if there is no such thing in public
   */
  public Subscription look(long account, Followed.Kind kind, String name) {
    Followed followed = followed(kind, name);
    return transactions.read(
        () -> {
          Optional<SubscriptionStore.Row> known = store.find(account, followed);
          SubscriptionStore.Row row =
              known.orElseGet(
                  () ->
                      new SubscriptionStore.Row(
                          0, account, kind.text(), followed.key(), Way.WEEKLY.text(), false));
          return names.of(List.of(row)).getFirst();
        });
  }

  /** Begins to follow, or follows otherwise from now on. */
  public void follow(long account, Followed.Kind kind, String name, Way way, boolean raw) {
    Followed followed = followed(kind, name);
    transactions.run(
        () -> {
          if (store.find(account, followed).isEmpty() && store.count(account) >= MOST) {
            throw new Conflict(
                FOLLOWING, MOST + " things already", "end some on /me, or follow a search.");
          }
          put(account, followed, way, raw);
        });
  }

  /** Follows one's own packages: whatever this person on GitHub maintains at the time. */
  void followOwn(long account, long gitHubId, Way way, boolean raw) {
    Followed own = new Followed(Followed.Kind.MAINTAINER, Long.toString(gitHubId));
    transactions.run(() -> put(account, own, way, raw));
  }

  /** Changes how one is told. */
  void alter(long account, long id, Way way, boolean raw) {
    transactions.run(
        () -> {
          SubscriptionStore.Row row =
              store.of(account).stream()
                  .filter(own -> own.id() == id)
                  .findFirst()
                  .orElseThrow(() -> nothing("subscription " + id));
          put(account, row.followed(), way, raw);
        });
  }

  /** Safe to repeat. */
  void end(long account, long id) {
    transactions.run(() -> store.end(account, id));
  }

  private void put(long account, Followed followed, Way way, boolean raw) {
    store.put(account, followed, way, raw && followed.kind().hasSuggestions(), clock.instant());
  }

  private Followed followed(Followed.Kind kind, String name) {
    String key =
        switch (kind) {
          case PACKAGE -> things.packages.history(name).isEmpty() ? null : name;
          case PROJECT ->
              things.projects.find(name).map(found -> Long.toString(found.id())).orElse(null);
          case CHANNEL -> things.channels.find(name).map(found -> found.name()).orElse(null);
          case ISSUE -> issue(name).map(found -> Long.toString(found.id())).orElse(null);
          case MAINTAINER -> {
            OptionalLong id = things.maintainers.byLogin(name);
            yield id.isPresent() ? Long.toString(id.getAsLong()) : null;
          }
          case SEARCH -> SavedSearch.parse(name).query();
        };
    if (key == null) {
      throw nothing("%s %s".formatted(kind.label(), name));
    }
    return new Followed(kind, key);
  }

  /** A draft is not there for whom it is not. */
  private Optional<Issue> issue(String name) {
    Optional<Issue> found =
        name.matches("\\d{1,18}")
            ? things.issues.find(Long.parseLong(name))
            : things.issues.findPublic(name);
    return found.filter(issue -> !issue.isDraft());
  }

  private static NotFound nothing(@Nullable String what) {
    return new NotFound(FOLLOWING, String.valueOf(what), "open its page and choose Follow there.");
  }
}
