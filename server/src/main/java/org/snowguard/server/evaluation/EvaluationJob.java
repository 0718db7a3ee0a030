package org.snowguard.server.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.cli.evaluate.Evaluation;
import org.snowguard.cli.evaluate.EvaluationOptions;
import org.snowguard.server.evaluation.Evaluations.Due;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;
import org.snowguard.server.web.Problem;

/** Evaluates each supported channel whose newest revision's patches and sources are not known. */
final class EvaluationJob implements Job {

  static final Duration EVERY = Duration.ofMinutes(1);

  /** How long a channel's expressions may lag behind its packages before they are fetched again. */
  static final Duration LAG = Duration.ofMinutes(15);

  static final Duration FIRST_RETRY = Duration.ofMinutes(10);
  static final int MOST_TRIES = 6;

  private static final Duration LEFT = Duration.ofDays(1);
  private static final int LONGER_EACH_TIME = 3;
  private static final Logger log = LoggerFactory.getLogger(EvaluationJob.class);

  private final Evaluations evaluations;
  private final ChannelExpressions expressions;
  private final EvaluationSettings settings;
  private final String searchPath;
  private final Clock clock;

  /**
   * @param searchPath where Nix is looked for, as in {@code PATH}
   */
  EvaluationJob(
      Evaluations evaluations,
      ChannelExpressions expressions,
      EvaluationSettings settings,
      String searchPath,
      Clock clock) {
    this.evaluations = evaluations;
    this.expressions = expressions;
    this.settings = settings;
    this.searchPath = searchPath;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "evaluation";
  }

  @Override
  public String title() {
    return "Patches and sources of each channel";
  }

  @Override
  public Instant run(JobRun run) throws InterruptedException {
    removeLeftovers();
    if (Evaluation.isPossible(searchPath)) {
      for (Due due : evaluations.due()) {
        evaluate(due, run);
      }
    } else {
      log.info("There is no nix-instantiate on the PATH: patches and sources wait for an upload");
    }
    return clock.instant().plus(EVERY);
  }

  private void removeLeftovers() {
    try {
      WorkDirectory.removeOlderThan(LEFT, clock.instant(), settings.directory());
    } catch (IOException e) {
      log.warn("Could not remove what an evaluation left that was cut off: {}", e.getMessage());
    }
  }

  private void evaluate(Due due, JobRun run) throws InterruptedException {
    try (WorkDirectory work = WorkDirectory.in(settings.directory())) {
      String channel = due.channel().name();
      ChannelExpressions.Outcome outcome =
          expressions.get(
              channel,
              due.revision(),
              work.make("tree"),
              (archive, done, total) -> run.at("bytes of " + channel + " unpacked", done, total));
      switch (outcome) {
        case ChannelExpressions.Outcome.Tree(Path tree) -> evaluate(due, tree, work, run);
        case ChannelExpressions.Outcome.OtherRevision(String other) ->
            evaluations.failed(
                due,
                due.failures(),
                "waits: the channel's expressions are of %s, not yet or no longer of this revision"
                    .formatted(other),
                clock.instant().plus(LAG));
      }
    } catch (IOException | Problem e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      failed(due, String.valueOf(e.getMessage()));
    }
  }

  private void evaluate(Due due, Path tree, WorkDirectory work, JobRun run) throws IOException {
    String channel = due.channel().name();
    Path out = work.path("findings.jsonl");
    EvaluationOptions options =
        new EvaluationOptions(
            tree,
            settings.system(),
            settings.jobs(),
            settings.chunk(),
            settings.memory(),
            EvaluationOptions.DEFAULT_PATIENCE);
    try (Evaluation evaluation = Evaluation.prepare(searchPath, options, out)) {
      evaluation.run(
          (done, known) -> run.at("attributes of " + channel + " evaluated", done, known));
    } catch (IOException e) {
      throw new IOException(String.valueOf(e.getMessage()).replace(tree.toString(), channel), e);
    }
    evaluations.take(
        due.channel(), due.revision(), out, "the evaluation of " + channel, Evaluations.Origin.JOB);
  }

  private void failed(Due due, String words) {
    int failures = due.failures() + 1;
    evaluations.failed(
        due,
        failures,
        failures < MOST_TRIES
            ? words
            : "given up until the channel advances or somebody uploads: " + words,
        failures < MOST_TRIES ? clock.instant().plus(wait(failures)) : null);
  }

  /** Ten minutes, then three times as long after each failure. */
  static Duration wait(int failures) {
    Duration wait = FIRST_RETRY;
    for (int more = 1; more < failures; more++) {
      wait = wait.multipliedBy(LONGER_EACH_TIME);
    }
    return wait;
  }
}
