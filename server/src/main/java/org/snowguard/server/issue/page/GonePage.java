package org.snowguard.server.issue.page;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.edit.GoneDraft;
import org.snowguard.server.web.ProblemPage;

/**
 * What became of a draft that is there no more.
 *
 * @param by who ended it, by name, or null: nobody
 */
public record GonePage(GoneDraft draft, @Nullable String by) {

  /** What happened, in a sentence. */
  public String words() {
    if (draft.into() != null) {
      return who() + " put all that it held into draft " + draft.into() + ".";
    }
    if (draft.comesBack()) {
      return who() + " threw it away.";
    }
    return (by == null
            ? "Its last suggestion came back to be decided again"
            : by + " undid the acceptance of its last suggestion")
        + ", and nothing was left in it.";
  }

  private String who() {
    return by == null ? "Somebody" : by;
  }

  /** For programs. */
  Map<String, ProblemPage> problem() {
    return Map.of(
        "error",
        new ProblemPage(
            410, "gone", "Gone", "opening an issue", "draft " + draft.id(), words(), ""));
  }
}
