package org.snowguard.server.ingest.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/**
 * The jobs of all nodes on this database. Each is done by the node that takes it first; when that
 * one shows no life any more, another node begins the run again.
 */
public final class Jobs {

  private static final int MISSED_HEARTBEATS = 4;

  /** What this node does not do another one may: nodes differ in sources, and in having Nix. */
  private static final Duration KEPT = Duration.ofDays(36_500);

  private static final String ONLY = "only";

  private final List<Job> jobs;
  private final JobStore store;
  private final Transactions transactions;
  private final EventLog events;
  private final Clock clock;
  private final ExecutorService threads;
  private final Scheduler scheduler;
  private final AtomicReference<@Nullable Instant> lookedAt = new AtomicReference<>();

  /**
   * How this node takes part.
   *
   * @param name unique among the nodes
   * @param polling how often it looks for work
   * @param heartbeat how often it shows life; after four that are missing it counts as dead
   */
  public record Node(String name, Duration polling, Duration heartbeat) {

    /** A node on its own machine or beside others. */
    public static Node named(String name) {
      return new Node(name, Duration.ofSeconds(2), Duration.ofSeconds(15));
    }
  }

  public Jobs(
      List<Job> jobs,
      Node node,
      DataSource dataSource,
      Jdbi jdbi,
      Transactions transactions,
      EventLog events,
      Clock clock) {
    this.jobs = List.copyOf(jobs);
    store = new JobStore(jdbi);
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
    // One for each: a source that hangs must not keep another one waiting.
    int atOnce = Math.max(1, this.jobs.size());
    threads = threads(atOnce);
    JobRunner runner = new JobRunner(store, node.name(), clock);
    List<CustomTask<Void>> tasks = this.jobs.stream().map(job -> task(job, runner)).toList();
    scheduler =
        Scheduler.create(dataSource)
            .startTasks(tasks)
            .schedulerName(new SchedulerName.Fixed(node.name()))
            .executorService(threads)
            .threads(atOnce)
            .pollingInterval(node.polling())
            .heartbeatInterval(node.heartbeat())
            .deleteUnresolvedAfter(KEPT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(Duration.ofSeconds(20))
            .clock(clock::instant)
            .addSchedulerListener(heartbeat())
            .build();
  }

  /** What the scheduler still hands in while it stops is another node's or the next start's. */
  static ExecutorService threads(int atOnce) {
    return new ThreadPoolExecutor(
        atOnce,
        atOnce,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofPlatform().name("job-", 0).factory(),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  private SchedulerListener heartbeat() {
    return new AbstractSchedulerListener() {
      @Override
      public void onSchedulerEvent(SchedulerEventType type) {
        if (type == SchedulerEventType.RAN_EXECUTE_DUE) {
          lookedAt.set(clock.instant());
        }
      }
    };
  }

  /** When this node last looked for work; null before the first time. */
  public @Nullable Instant lookedAt() {
    return lookedAt.get();
  }

  private static CustomTask<Void> task(Job job, JobRunner runner) {
    return Tasks.custom(job.name(), Void.class)
        .onDeadExecutionRevive()
        .onFailure(new FailureHandler.OnFailureRetryLater<>(JobRunner.FAILED))
        .scheduleOnStartup(ONLY, null, now -> now)
        .execute(
            (instance, context) -> {
              var next = runner.run(job);
              return (complete, operations) -> operations.reschedule(complete, next);
            });
  }

  /** Takes part until {@link #stop}. */
  public void begin() {
    jobs.forEach(job -> store.register(job.name(), job.title()));
    scheduler.start();
  }

  /** Interrupts what runs on this node, so that another node or the next start takes it up. */
  public void stop() {
    threads.shutdownNow();
    scheduler.stop();
  }

  /** All jobs that any node has, by name. */
  public List<JobStatus> list() {
    return store.all();
  }

  /** Makes a job due at once. */
  public void start(String name, long actor) {
    transactions.run(
        () -> {
          long id = id("starting a job", name);
          if (store.isPaused(name)) {
            throw new Conflict("starting a job", name, "it is paused: let it go on first.");
          }
          try {
            scheduler.reschedule(TaskInstanceId.of(name, ONLY), clock.instant());
          } catch (TaskInstanceCurrentlyExecutingException e) {
            throw new Conflict("starting a job", name, "it is running already: see /sources.");
          } catch (TaskInstanceNotFoundException e) {
            throw unknown("starting a job", name);
          }
          log("job.started", id, name, actor);
        });
  }

  /** Keeps a job from running; a run that is going on ends at its next step. */
  public void pause(String name, long actor) {
    transactions.run(
        () -> {
          long id = id("pausing a job", name);
          if (!store.pause(name, true)) {
            throw new Conflict("pausing a job", name, "it is paused already.");
          }
          log("job.paused", id, name, actor);
        });
  }

  /** Lets a paused job run again, at its next time or within a minute. */
  public void resume(String name, long actor) {
    transactions.run(
        () -> {
          long id = id("letting a job go on", name);
          if (!store.pause(name, false)) {
            throw new Conflict("letting a job go on", name, "it is not paused.");
          }
          log("job.resumed", id, name, actor);
        });
  }

  private long id(String trying, String name) {
    return store.id(name).orElseThrow(() -> unknown(trying, name));
  }

  private static NotFound unknown(String trying, String name) {
    return new NotFound(trying, "\"" + name + "\"", "see the list of jobs at /sources.");
  }

  private void log(String kind, long id, String name, long actor) {
    events.append(new NewEvent(kind, "job", id, name, null, null, actor, null, null, null, null));
  }
}
