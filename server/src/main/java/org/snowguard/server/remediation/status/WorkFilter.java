package org.snowguard.server.remediation.status;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.RemedyStage;
import org.snowguard.server.web.BadInput;

/**
 * Which rows a work list shows. Those of drafts stand in the lists of triagers alone.
 *
 * @param list a stage, a flag, {@code closed_on_github}, or null for everything that is open
 * @param channel its name, or null
 * @param project its slug, or null
 * @param drafts whether rows of drafts are among them
 */
public record WorkFilter(
    @Nullable String list, @Nullable String channel, @Nullable String project, boolean drafts) {

  static final String CLOSED_ON_GITHUB = "closed_on_github";

  public WorkFilter {
    if (list != null && stage(list).isEmpty() && flag(list).isEmpty() && !isMark(list)) {
      throw new BadInput(
          "reading a work list",
          "\"" + list + "\"",
          "take one of those that /remediation links to.");
    }
  }

  /** Everything that is open and public. */
  public static WorkFilter all() {
    return new WorkFilter(null, null, null, false);
  }

  private static boolean isMark(String list) {
    return list.equals(CLOSED_ON_GITHUB);
  }

  private static Optional<RemedyStage> stage(String list) {
    return RemedyStage.of(list);
  }

  private static Optional<StatusFlag> flag(String list) {
    return StatusFlag.of(list);
  }

  /** What is looked for in the column of that name. */
  Optional<RemedyStage> stage() {
    return Optional.ofNullable(list).flatMap(WorkFilter::stage);
  }

  Optional<StatusFlag> flag() {
    return Optional.ofNullable(list).flatMap(WorkFilter::flag);
  }

  boolean closedOnGitHub() {
    return list != null && isMark(list);
  }
}
