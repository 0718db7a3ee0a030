package org.snowguard.server.remediation.backport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;
import org.snowguard.server.remediation.git.TrialPick;

/**
 * Tries the cherry-picks that somebody would have to do, in a scratch clone, so that conflicts are
 * known before anybody sits down to it.
 */
final class BackportTrials implements Job {

  private static final Duration EVERY = Duration.ofMinutes(30);

  /** The release goes on meanwhile; what it costs is a fetch of its trees. */
  private static final Duration GOOD_FOR = Duration.ofDays(1);

  private static final Duration KEPT = Duration.ofDays(30);

  /** A fetch of one takes up to a minute: the job shall end before it is due again. */
  private static final int MOST = 20;

  /** What was never tried first: where more is due than can be tried, all have their turn. */
  private static final Comparator<Backport> LONGEST_AGO =
      Comparator.comparing(
          BackportTrials::triedAt, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Tries a commit on a branch. */
  @FunctionalInterface
  interface Picking {
    TrialPick tryPick(String commit, String branch) throws InterruptedException;
  }

  private final Backports backports;
  private final TrialStore store;
  private final Picking picking;
  private final Clock clock;

  BackportTrials(Backports backports, TrialStore store, Picking picking, Clock clock) {
    this.backports = backports;
    this.store = store;
    this.picking = picking;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "backport-trials";
  }

  @Override
  public String title() {
    return "Trial picks of backports";
  }

  @Override
  public Instant run(JobRun run) throws InterruptedException {
    Instant now = clock.instant();
    List<Backport> due =
        backports.all().stream()
            .filter(one -> isDue(one, now))
            .sorted(LONGEST_AGO)
            .limit(MOST)
            .toList();
    for (int done = 0; done < due.size(); done++) {
      run.at("backports", done, (long) due.size());
      attempt(due.get(done));
    }
    store.forgetBefore(now.minus(KEPT));
    run.at("backports", due.size(), (long) due.size());
    return clock.instant().plus(EVERY);
  }

  private static boolean isDue(Backport wanted, Instant now) {
    Trial last = wanted.trial();
    return wanted.pull().mergeCommit() != null
        && wanted.backport() == null
        && (last == null || !now.isBefore(last.triedAt().plus(GOOD_FOR)));
  }

  private static @Nullable Instant triedAt(Backport wanted) {
    Trial last = wanted.trial();
    return last == null ? null : last.triedAt();
  }

  private void attempt(Backport wanted) throws InterruptedException {
    @Nullable String commit = wanted.pull().mergeCommit();
    if (commit != null) {
      TrialPick pick = picking.tryPick(commit, wanted.branch());
      store.keep(wanted.pull().number(), wanted.branch(), trial(pick, clock.instant()));
    }
  }

  private static Trial trial(TrialPick pick, Instant now) {
    return switch (pick) {
      case TrialPick.Clean() -> new Trial(Trial.Outcome.CLEAN, List.of(), null, now);
      case TrialPick.Conflict(List<String> files) ->
          new Trial(Trial.Outcome.CONFLICT, files, null, now);
      case TrialPick.Unknown(String why) -> new Trial(Trial.Outcome.UNKNOWN, List.of(), why, now);
    };
  }
}
