package org.snowguard.formats.cve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.snowguard.formats.archive.EntryReader;
import org.snowguard.formats.archive.InputEntry;
import org.snowguard.formats.archive.InputFiles;
import org.snowguard.formats.archive.Limits;

/**
 * Reads the inputs one after the other and has batches of entries parsed, in order; an empty batch
 * that says so is the last.
 */
final class BatchFeed {
  private static final int BATCH_ENTRIES = 64;
  private static final int BATCH_BYTES = 1 << 20;
  private static final long PROGRESS_EVERY = 1 << 20;

  /** Files of the CVE list that tell of records and are none. */
  private static final Set<String> INDEXES =
      Set.of("delta.json", "deltalog.json", "recent_activities.json");

  private final Limits limits;
  private final ExecutorService parsers;
  private final BlockingQueue<Future<RecordBatch>> queue;
  private List<RecordBatch.Item> items = new ArrayList<>();
  private long bytes;
  private long reported;

  BatchFeed(Limits limits, ExecutorService parsers, BlockingQueue<Future<RecordBatch>> queue) {
    this.limits = limits;
    this.parsers = parsers;
    this.queue = queue;
  }

  /** Ends early when the thread is interrupted. */
  void run(List<Path> inputs) throws InterruptedException {
    try {
      for (Path input : inputs) {
        read(input);
      }
      flush();
    } finally {
      queue.put(CompletableFuture.completedFuture(new RecordBatch(List.of(), true)));
    }
  }

  private void read(Path input) throws InterruptedException {
    reported = -PROGRESS_EVERY;
    InputFiles files =
        new InputFiles(
            limits,
            BatchFeed::isRecord,
            problem ->
                items.add(
                    new RecordBatch.Failed(problem.file(), problem.entry(), problem.reason())),
            this::progress);
    try (EntryReader entries = files.open(input)) {
      for (InputEntry entry = entries.next(); entry != null; entry = entries.next()) {
        items.add(new RecordBatch.Entry(entry.file(), entry.path(), entry.bytes()));
        bytes += entry.length();
        if (items.size() >= BATCH_ENTRIES || bytes >= BATCH_BYTES) {
          flush();
        }
      }
    }
  }

  private void progress(Path input, long bytesRead, long totalBytes) {
    if (bytesRead - reported >= PROGRESS_EVERY || bytesRead == totalBytes) {
      reported = bytesRead;
      items.add(new RecordBatch.Progress(input, bytesRead, totalBytes));
    }
  }

  private void flush() throws InterruptedException {
    RecordBatch batch = new RecordBatch(items, false);
    items = new ArrayList<>();
    bytes = 0;
    queue.put(parsers.submit(batch::parsed));
  }

  private static boolean isRecord(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.endsWith(".json") && !INDEXES.contains(name);
  }
}
