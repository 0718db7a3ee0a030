package org.snowguard.server.matching;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.LearnedAlias;
import org.snowguard.core.record.AffectedEntry;

/** What decisions taught about names: used by the next building of the index, revocable. */
public final class Aliases {

  /** Names that say nothing of the software. */
  private static final Set<String> NOT_A_NAME =
      Set.of("", "n/a", "-", "*", "unknown", "unspecified", "none");

  private final MatchingStore store;

  public Aliases(Jdbi jdbi, Clock clock) {
    store = new MatchingStore(jdbi, clock);
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
      store.teach(suggestionId, link.projectId(), taught, actor);
    }
  }

  static List<Taught> lessonsOf(LinkedNames link, LearnedAlias.Kind kind) {
    return link.entries().stream()
        .map(entry -> taught(entry, kind))
        .filter(taught -> isName(taught.product()))
        .distinct()
        .toList();
  }

  private static Taught taught(AffectedEntry entry, LearnedAlias.Kind kind) {
    String product = entry.packageName() == null ? entry.product() : entry.packageName();
    return new Taught(
        isName(entry.vendor()) ? entry.vendor() : null, product == null ? "" : product, kind);
  }

  private static boolean isName(@Nullable String text) {
    return text != null && !NOT_A_NAME.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /** Withdraws what a decision taught, because it was undone. */
  public void forget(long suggestionId, long actor) {
    store.revokeOf(suggestionId, actor);
  }

  /** Takes one lesson out of use. */
  public boolean revoke(long id, long actor) {
    return store.revoke(id, actor) > 0;
  }

  /** Lessons about a project, the newest first. */
  public List<StandingAlias> ofProject(long projectId) {
    return store.ofProject(projectId);
  }

  /** All lessons in use, as the matcher takes them. */
  public List<LearnedAlias> forMatching() {
    return store.lessons();
  }
}
