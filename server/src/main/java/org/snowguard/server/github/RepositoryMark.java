package org.snowguard.server.github;

import java.util.HashMap;
import java.util.Map;
import org.snowguard.server.ingest.source.SourceRun;

/**
 * How a source that reads the repository marks its place: in another one's list it says nothing.
 */
public record RepositoryMark(String repository) {

  private static final String NAME = "repository";

  /** Forgets a place in another repository. */
  public void begin(SourceRun run) {
    if (!repository.equals(run.mark().get(NAME))) {
      forget(run);
    }
  }

  /** From the beginning: reading all again stores nothing twice, and loses nothing. */
  public void forget(SourceRun run) {
    run.mark(Map.of(NAME, repository));
  }

  public void set(SourceRun run, String name, String value) {
    Map<String, String> marks = new HashMap<>(run.mark());
    marks.put(name, value);
    run.mark(marks);
  }
}
