package org.snowguard.server.browse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log as people read it.
 *
 * @param actor name of the account, or null for the machine
 * @param what what was done, in words
 * @param path where the subject is shown, or null
 * @param changes the facts that are different now
 * @param undone whether somebody took it back
 * @param undoable whether the reader may take it back
 */
public record EventLine(
    long id,
    Instant at,
    @Nullable String actor,
    String kind,
    String what,
    String subject,
    @Nullable String path,
    List<Change> changes,
    @Nullable String note,
    boolean undone,
    boolean undoable) {

  public EventLine {
    changes = List.copyOf(changes);
  }

  /** A fact before and after; empty text where there was none. */
  public record Change(String name, String before, String after) {}
}
