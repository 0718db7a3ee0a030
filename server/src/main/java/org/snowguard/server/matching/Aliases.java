package org.snowguard.server.matching;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.LearnedAlias;
import org.snowguard.core.match.TaughtName;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/** What decisions taught about names: used at once, visible, revocable. */
public final class Aliases {

  private static final Duration FOLDED_LATELY = Duration.ofDays(90);

  private final LessonStore store;
  private final EventLog events;
  private final Transactions transactions;
  private final Runnable changed;
  private final Clock clock;

  /**
   * @param changed is run once a change of lessons is committed
   */
  public Aliases(
      Jdbi jdbi, EventLog events, Transactions transactions, Runnable changed, Clock clock) {
    store = new LessonStore(jdbi);
    this.events = events;
    this.transactions = transactions;
    this.changed = changed;
    this.clock = clock;
  }

  /**
   * A lesson about a name.
   *
   * @param vendor as the record has it, or null
   */
  public record Taught(@Nullable String vendor, String product, LearnedAlias.Kind kind) {}

  /**
   * Learns from a decision about a suggestion, in the caller's transaction. A record may name many
   * products, and the decision speaks only of those that made the link.
   */
  public void teach(long suggestionId, LinkedNames link, LearnedAlias.Kind kind, long actor) {
    for (Taught taught : lessonsOf(link, kind)) {
      store.teach(suggestionId, link.projectId(), taught, actor, clock.instant());
    }
    transactions.afterCommit(changed);
  }

  /** Nothing is learned by a name that says nothing: {@code n/a}, or a kind of software. */
  static List<Taught> lessonsOf(LinkedNames link, LearnedAlias.Kind kind) {
    Map<TaughtName, Taught> lessons = new LinkedHashMap<>();
    for (AffectedEntry entry : link.entries()) {
      TaughtName.of(entry)
          .ifPresent(
              name -> {
                String vendor = name.vendor().isEmpty() ? null : entry.vendor();
                String product = Objects.requireNonNull(TaughtName.nameOf(entry));
                lessons.putIfAbsent(name, new Taught(vendor, product, kind));
              });
    }
    return List.copyOf(lessons.values());
  }

  /** Withdraws what a decision taught, because it was undone. */
  public void forget(long suggestionId, long actor) {
    if (store.revokeOf(suggestionId, actor, clock.instant()) > 0) {
      transactions.afterCommit(changed);
    }
  }

  /** Has matching look again, for lessons speak of another project than before. */
  public void matchAgain() {
    changed.run();
  }

  /**
   * Takes one lesson out of use; the decision that taught it stays.
   *
   * @return slug of the project that it spoke of
   */
  public String revoke(long id, long actor) {
    return transactions.call(
        () -> {
          LessonStore.Row lesson =
              store
                  .find(id)
                  .orElseThrow(
                      () ->
                          new NotFound(
                              "revoking a lesson",
                              "number " + id,
                              "somebody revoked it already, or its decision was undone; reload the"
                                  + " project's page."));
          store.revoke(id, actor, clock.instant());
          transactions.afterCommit(changed);
          String label = alias(List.of(lesson)).label();
          events.append(
              new NewEvent(
                  "alias.revoked",
                  "alias",
                  id,
                  lesson.project() + " · " + label,
                  null,
                  lesson.projectId(),
                  actor,
                  Map.of(lesson.kind().text(), label),
                  Map.of(),
                  "taught by the decision on " + lesson.record(),
                  null));
          return lesson.project();
        });
  }

  /** Lessons about a project, those by most people first. */
  public List<StandingLesson> ofProject(long projectId) {
    Map<String, Long> folded = store.foldedSince(projectId, clock.instant().minus(FOLDED_LATELY));
    return byName(store.ofProject(projectId)).stream()
        .map(rows -> standing(rows, folded))
        .sorted(
            Comparator.comparing(StandingLesson::kind)
                .thenComparing(Comparator.comparingInt(StandingLesson::people).reversed())
                .thenComparing(StandingLesson::label))
        .toList();
  }

  private static StandingLesson standing(List<LessonStore.Row> rows, Map<String, Long> folded) {
    LearnedAlias alias = alias(rows);
    return new StandingLesson(
        alias.label(),
        alias.kind(),
        alias.people(),
        alias.kind() == LearnedAlias.Kind.ALIAS ? 0 : folded.getOrDefault(alias.label(), 0L),
        rows.stream()
            .map(
                row ->
                    new StandingLesson.Vote(
                        row.id(), row.taughtBy(), row.taughtAt(), row.record(), row.decision()))
            .sorted(Comparator.comparing(StandingLesson.Vote::at).reversed())
            .toList());
  }

  /** All lessons in use, as the matcher takes them: the same whatever order they were taught in. */
  public List<LearnedAlias> forMatching() {
    return byName(store.standing()).stream().map(Aliases::alias).toList();
  }

  private record Key(TaughtName name, String project, LearnedAlias.Kind kind) {}

  /** Two spellings of a name are one lesson. */
  private static Collection<List<LessonStore.Row>> byName(List<LessonStore.Row> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> new Key(alias(List.of(row)).name(), row.project(), row.kind()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  private static LearnedAlias alias(List<LessonStore.Row> rows) {
    LessonStore.Row first = rows.getFirst();
    long people = rows.stream().map(LessonStore.Row::taughtBy).distinct().count();
    return new LearnedAlias(
        first.vendor(), first.product(), first.project(), first.kind(), (int) people);
  }
}
