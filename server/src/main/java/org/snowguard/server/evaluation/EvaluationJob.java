package org.snowguard.server.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.cli.evaluate.Evaluation;
import org.snowguard.cli.evaluate.EvaluationOptions;
import org.snowguard.server.evaluation.Evaluations.Due;
import org.snowguard.server.ingest.Interruption;
import org.snowguard.server.ingest.OwnFault;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;
import org.snowguard.server.ingest.job.JobStopped;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.Problem;

/**
 * Evaluates each channel whose newest revision's patches and sources are not known; one past its
 * end of life only as far as it is published.
 */
final class EvaluationJob implements Job {

  static final String NAME = "evaluation";
  static final Duration EVERY = Duration.ofMinutes(1);

  /** How long a channel's expressions may lag behind its packages before they are asked for. */
  static final Duration LAG = Duration.ofMinutes(15);

  static final Duration LONGEST_LAG = Duration.ofHours(6);

  static final Duration FIRST_RETRY = Duration.ofMinutes(10);
  static final int MOST_TRIES = 6;

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
    return NAME;
  }

  @Override
  public String title() {
    return "Patches and sources of each channel";
  }

  @Override
  public Instant run(JobRun run) throws InterruptedException {
    WorkDirectory.removeLeftovers(clock.instant(), settings.directory());
    if (Evaluation.isPossible(searchPath)) {
      evaluateAll(run);
    } else {
      log.warn("There is no nix-instantiate on the PATH any more: nothing is evaluated here");
    }
    return clock.instant().plus(EVERY);
  }

  /** Each takes minutes, in which channels advance: what is due is asked anew after each. */
  private void evaluateAll(JobRun run) throws InterruptedException {
    Set<Tried> tried = new HashSet<>();
    for (Due due = next(tried); due != null; due = next(tried)) {
      tried.add(Tried.of(due));
      evaluate(due, run);
    }
  }

  private @Nullable Due next(Set<Tried> tried) {
    return evaluations.due().stream()
        .filter(due -> !tried.contains(Tried.of(due)))
        .findFirst()
        .orElse(null);
  }

  private record Tried(int channelId, String revision) {
    static Tried of(Due due) {
      return new Tried(due.channel().id(), due.revision());
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
            waits(due, "the channel's expressions are of %s".formatted(other));
      }
    } catch (JobStopped e) {
      throw e;
    } catch (Conflict e) {
      log.info("Thrown away: {}", e.getMessage());
    } catch (IOException | RuntimeException e) {
      if (Interruption.isCauseOf(e)) {
        throw Interruption.of(e);
      }
      String words = words(due, e);
      failed(due, words);
      run.failed(due.channel().name() + ": " + words);
    }
  }

  private void waits(Due due, String words) {
    if (due.channel().supported()) {
      evaluations.failed(
          due,
          due.failures(),
          "waits: %s, not yet or no longer of this revision".formatted(words),
          clock.instant().plus(lag(due)));
    } else {
      evaluations.failed(
          due,
          due.failures() + 1,
          "given up until somebody uploads: %s, and the channel is past its end of life"
              .formatted(words),
          null);
    }
  }

  private static String words(Due due, Exception failure) {
    if (failure instanceof IOException || failure instanceof Problem) {
      return String.valueOf(failure.getMessage());
    }
    log.error("Evaluating {} failed on our side", due.channel().name(), failure);
    return OwnFault.words(failure);
  }

  /** As long again as the channel has stood there, within bounds. */
  private Duration lag(Due due) {
    Duration stood = Duration.between(due.since(), clock.instant());
    if (stood.compareTo(LAG) < 0) {
      return LAG;
    }
    return stood.compareTo(LONGEST_LAG) > 0 ? LONGEST_LAG : stood;
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
