package org.snowguard.bench.load;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Requests that leave on a schedule, whether earlier ones were answered or not. */
public final class OpenModel {

  private OpenModel() {}

  /** One request, on a thread of its own. */
  @FunctionalInterface
  public interface Request {
    /**
     * Asks and notes the answer.
     *
     * @param index which of all requests it is, from 0
     * @param due {@link System#nanoTime} of the moment at which it had to leave
     */
    void send(int index, long due) throws InterruptedException;
  }

  /** Sends them at a rate for a while and waits for the last answer. */
  public static void run(double perSecond, Duration length, Request request)
      throws InterruptedException {
    int requests = (int) Math.round(perSecond * length.toNanos() / 1e9);
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int index = 0; index < requests; index++) {
        int number = index;
        long due = start + (long) (index * 1e9 / perSecond);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        threads.execute(() -> send(request, number, due));
      }
    }
  }

  private static void send(Request request, int index, long due) {
    try {
      request.send(index, due);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
