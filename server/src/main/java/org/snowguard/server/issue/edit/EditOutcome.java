package org.snowguard.server.issue.edit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an edit. */
public sealed interface EditOutcome {

  /**
   * It holds, merged with what others did to other fields.
   *
   * @param revision of the issue from now on
   */
  record Saved(long issueId, int revision) implements EditOutcome {}

  /**
   * Nothing was saved: somebody else changed the same.
   *
   * @param revision of the issue as it stands: an edit that names it replaces theirs
   * @param edits all that was asked for
   */
  record Clashed(long issueId, int revision, List<FieldEdit> edits, List<FieldClash> clashes)
      implements EditOutcome {
    public Clashed {
      edits = List.copyOf(edits);
      clashes = List.copyOf(clashes);
    }
  }

  /** Nothing was saved: what the editor went by does not hold any more. */
  record Overtaken(long issueId) implements EditOutcome {}

  /**
   * One field with both.
   *
   * @param by number of the account that was faster, or null: the machine
   */
  record FieldClash(
      IssueField field,
      @Nullable FieldValue yours,
      @Nullable FieldValue theirs,
      @Nullable Long by,
      Instant at) {}
}
