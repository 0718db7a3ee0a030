package org.snowguard.core.issue;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of an edit of one field when others may have edited it since. */
public enum FieldMerge {
  /** There is nothing to write: it says so already, or the editor left the field alone. */
  KEEP,
  WRITE,
  /** Both changed it, to different values: a person has to choose. */
  CLASH;

  /**
   * @param base what the editor saw
   * @param theirs what it is now
   * @param yours what the editor wants
   */
  public static FieldMerge of(
      @Nullable Object base, @Nullable Object theirs, @Nullable Object yours) {
    if (Objects.equals(yours, theirs) || Objects.equals(yours, base)) {
      return KEEP;
    }
    return Objects.equals(theirs, base) ? WRITE : CLASH;
  }
}
