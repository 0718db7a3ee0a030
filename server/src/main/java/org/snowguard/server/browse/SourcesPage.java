package org.snowguard.server.browse;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.evaluation.EvaluationStatus;
import org.snowguard.server.ingest.ImportRun;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.StoredProblem;
import org.snowguard.server.ingest.job.JobStatus;
import org.snowguard.server.ingest.source.SourceStatus;
import org.snowguard.server.web.Page;

/**
 * Where everything is from, and what is being worked on.
 *
 * @param ready whether the matcher's index is in memory
 * @param operator whether the reader may start and pause jobs
 * @param evaluations what is known of the patches and sources of each supported channel
 * @param jobs the work that comes back, on all nodes
 */
public record SourcesPage(
    boolean ready,
    boolean operator,
    List<SourceStatus> sources,
    List<EvaluationStatus> evaluations,
    List<JobStatus> jobs,
    List<RunningWork.Progress> running,
    List<ImportRun> runs,
    Page<StoredProblem> problems) {

  private static final Pattern DIRECTORIES = Pattern.compile("(?<![^\\s\"(])/(?:[^\\s/!]+/)+");

  /** When a source is asked again, or null: its job is paused, runs, or is known to no node. */
  public @Nullable Instant nextTry(SourceStatus source) {
    return jobs.stream()
        .filter(job -> job.name().equals(source.job()) && !job.paused() && job.run() == null)
        .map(JobStatus::dueAt)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Where files lie on the machine is for its operators; others see their names. */
  SourcesPage shownToReader() {
    return operator
        ? this
        : new SourcesPage(
            ready,
            false,
            sources,
            evaluations.stream().map(SourcesPage::named).toList(),
            jobs.stream().map(SourcesPage::named).toList(),
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

  /** Which machines work is for operators too. */
  private static JobStatus named(JobStatus job) {
    JobStatus.Run run = job.run();
    return new JobStatus(
        job.name(),
        job.title(),
        job.paused(),
        job.dueAt(),
        run == null
            ? null
            : new JobStatus.Run("a node", run.startedAt(), run.unit(), run.done(), run.total()),
        job.endedAt(),
        job.error() == null ? null : names(job.error()));
  }

  private static EvaluationStatus named(EvaluationStatus evaluation) {
    return evaluation.said(names(evaluation.words()));
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
