package org.snowguard.server.browse;

import java.util.List;
import java.util.regex.Pattern;
import org.snowguard.server.ingest.ImportRun;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.StoredProblem;
import org.snowguard.server.web.Page;

/**
 * Where everything is from, and what is being worked on.
 *
 * @param ready whether the matcher's index is in memory
 */
public record SourcesPage(
    boolean ready,
    List<RunningWork.Progress> running,
    List<ImportRun> runs,
    Page<StoredProblem> problems) {

  private static final Pattern DIRECTORIES = Pattern.compile("(?<![^\\s\"(])/(?:[^\\s/!]+/)+");

  /** Where files lie on the machine is for its operators; others see their names. */
  SourcesPage shownTo(boolean operator) {
    return operator
        ? this
        : new SourcesPage(
            ready,
            running,
            runs.stream().map(SourcesPage::named).toList(),
            problems.map(SourcesPage::named));
  }

  private static ImportRun named(ImportRun run) {
    return new ImportRun(
        run.id(),
        run.source(),
        names(run.input()),
        run.fingerprint(),
        run.startedAt(),
        run.finishedAt(),
        run.read(),
        run.changed(),
        run.superseded(),
        run.unreadable(),
        run.error() == null ? null : names(run.error()));
  }

  private static StoredProblem named(StoredProblem problem) {
    return new StoredProblem(
        problem.id(),
        problem.source(),
        names(problem.input()),
        names(problem.entry()),
        problem.recordId(),
        names(problem.reason()),
        problem.firstSeenAt());
  }

  private static String names(String text) {
    return DIRECTORIES.matcher(text).replaceAll("");
  }
}
