package org.snowguard.server.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What this node is working on right now, with how far it has come: for pages and the terminal. */
public final class RunningWork {

  private final Map<Long, Task> tasks = new ConcurrentHashMap<>();
  private final Clock clock;
  private final ProgressDisplay display;
  private long lastId;

  public RunningWork(Clock clock, ProgressDisplay display) {
    this.clock = clock;
    this.display = display;
  }

  /** Shows nothing. */
  public static final ProgressDisplay NOWHERE =
      new ProgressDisplay() {
        @Override
        public void show(Progress progress) {}

        @Override
        public void done(Progress progress) {}
      };

  /** Where progress is shown besides the pages: a terminal, or nowhere. */
  public interface ProgressDisplay {
    /** Shows how far a piece of work has come; called often. */
    void show(Progress progress);

    /** Ends the showing of a piece of work. */
    void done(Progress progress);
  }

  /**
   * How far a piece of work has come.
   *
   * @param unit what is counted, for example {@code records} or {@code bytes}
   * @param total null while it is not known
   */
  public record Progress(
      long id, String title, String unit, long done, @Nullable Long total, Instant startedAt) {}

  /** Begins a piece of work; closing it takes it off the pages. */
  public Task begin(String title, String unit, @Nullable Long total) {
    Task task = new Task(nextId(), title, unit, total, clock.instant());
    tasks.put(task.id, task);
    return task;
  }

  /** In the order in which they began. */
  public List<Progress> now() {
    return tasks.values().stream()
        .map(Task::progress)
        .sorted(Comparator.comparingLong(Progress::id))
        .toList();
  }

  private synchronized long nextId() {
    lastId++;
    return lastId;
  }

  /** One piece of running work. Safe to be advanced by several threads. */
  public final class Task implements AutoCloseable {

    private final long id;
    private final String title;
    private final String unit;
    private final Instant startedAt;
    private volatile @Nullable Long total;
    private volatile long done;

    Task(long id, String title, String unit, @Nullable Long total, Instant startedAt) {
      this.id = id;
      this.title = title;
      this.unit = unit;
      this.total = total;
      this.startedAt = startedAt;
    }

    /** States how much is done by now. */
    public void at(long amount, @Nullable Long of) {
      done = amount;
      total = of;
      display.show(progress());
    }

    /** Adds to what is done. */
    public synchronized void add(long amount) {
      done += amount;
      display.show(progress());
    }

    Progress progress() {
      return new Progress(id, title, unit, done, total, startedAt);
    }

    @Override
    public void close() {
      tasks.remove(id);
      display.done(progress());
    }
  }
}
