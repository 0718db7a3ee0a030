package org.snowguard.server.ingest;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Transactions;

/** The book of what was read from where, when, and what could not be read. */
public final class ImportRuns {

  private static final String CUT_OFF = "cut off";

  /** After which nobody reads an input any more. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Runs over one input on the network that are kept. */
  private static final int KEPT = 20;

  /** Stands where a fingerprint could not be taken; equals none that can. */
  private static final String UNREAD = "-";

  private final ImportStore store;
  private final Transactions transactions;
  private final Clock clock;

  public ImportRuns(Jdbi jdbi, Transactions transactions, Clock clock) {
    store = new ImportStore(jdbi);
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Whether an input with this fingerprint was read to its end the last time it was read. */
  public boolean alreadyRead(String source, String input, String fingerprint) {
    return store
        .lastFinished(source, input)
        .map(run -> run.fingerprint().equals(fingerprint))
        .orElse(false);
  }

  /**
   * Opens a run; it stays open, and is done again at the next start, until it is finished. Runs
   * over the same input that are still open were cut off; so were those over other files, when
   * these are files, or over another address, when this is one, and whatever nobody has closed for
   * a day.
   */
  public long begin(String source, String input, String fingerprint) {
    return transactions.call(
        () -> {
          Instant now = clock.instant();
          store.closeOpen(source, input, now.minus(LONGEST), CUT_OFF, now);
          return store.insert(source, input, fingerprint, clock.instant());
        });
  }

  /** Notes that an input could not even be opened: a run that failed at once. */
  public void refuse(String source, String input, IOException error) {
    String words =
        error instanceof NoSuchFileException missing
            ? "there is no such file: " + missing.getFile()
            : String.valueOf(error.getMessage());
    transactions.run(() -> fail(begin(source, input, UNREAD), ImportCounts.NONE, words));
  }

  /**
   * Whether no input of a source is being read, and the newest run, if there is any, read its input
   * to the end.
   */
  public boolean isReadToItsEnd(String source) {
    List<ImportRun> latest =
        store.latest().stream().filter(run -> run.source().equals(source)).toList();
    return latest.stream().allMatch(run -> run.finishedAt() != null)
        && (latest.isEmpty() || latest.getFirst().error() == null);
  }

  /**
   * When each of some sources, of those that ever were, was read for the first time.
   *
   * @param prefix of the names of further ones
   */
  public List<FirstRun> firstRuns(List<String> sources, String prefix) {
    return store.firstRuns(sources, prefix);
  }

  /** Closes a run with its counts; problems of earlier runs over the same input are forgotten. */
  public void finish(long run, ImportCounts counts, List<ReadingProblem> problems) {
    transactions.run(
        () -> {
          store.finish(run, counts, null, clock.instant());
          store.addProblems(run, problems, clock.instant());
          store.removeOtherProblems(run);
        });
  }

  /**
   * Closes a run that read a part of its input: earlier problems stay, but for those of records
   * that were read well.
   *
   * @param ids of these
   */
  void finishPart(
      long run, ImportCounts counts, List<ReadingProblem> problems, Collection<String> ids) {
    endPart(run, counts, null, problems, ids);
  }

  /** Closes a run that could not go on, with the problems that it met until then. */
  void failPart(
      long run,
      ImportCounts counts,
      String error,
      List<ReadingProblem> problems,
      Collection<String> ids) {
    endPart(run, counts, error, problems, ids);
  }

  private void endPart(
      long run,
      ImportCounts counts,
      @Nullable String error,
      List<ReadingProblem> problems,
      Collection<String> ids) {
    transactions.run(
        () -> {
          store.finish(run, counts, error, clock.instant());
          store.addProblems(run, problems, clock.instant());
          store.removeProblems(run, ids.stream().map(ReadingProblem::entryOf).toList());
        });
  }

  /** Forgets old runs over the input of this one; those that began and ended the first stay. */
  public void forget(long run) {
    store.forget(run, KEPT);
  }

  /** Closes a run that could not go on. */
  public void fail(long run, ImportCounts counts, String error) {
    transactions.run(() -> store.finish(run, counts, error, clock.instant()));
  }

  /** The latest run over each input, the newest first. */
  public List<ImportRun> latest() {
    return store.latest();
  }

  public List<StoredProblem> problems(@Nullable Long beforeId, int limit) {
    return store.problems(beforeId, limit);
  }

  public long countProblems() {
    return store.countProblems();
  }

  Optional<ImportRun> lastFinished(String source, String input) {
    return store.lastFinished(source, input);
  }
}
