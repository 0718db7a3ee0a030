package org.snowguard.server.nixpkgs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.formats.channel.ChannelReader;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.ImportRequested.ChannelFiles;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.ReadingProblem;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.nixpkgs.Channels.SnapshotChange;

/** Brings a channel to what its files say, all or nothing. */
public final class ChannelImport {

  private static final Logger log = LoggerFactory.getLogger(ChannelImport.class);
  private static final String SOURCE = "packages";
  private static final String FETCHED = "channels";

  private final Channels channels;
  private final ImportRuns runs;
  private final RunningWork running;

  public ChannelImport(Channels channels, ImportRuns runs, RunningWork running) {
    this.channels = channels;
    this.runs = runs;
    this.running = running;
  }

  /** What has to hold of packages, besides being readable; throws if it does not. */
  public interface Check {
    /**
     * @param skipped how many more could not be read
     */
    void accept(ChannelPackages packages, int skipped) throws IOException;
  }

  /** Reads the files unless the channel already is, or was, what they say. */
  public void read(ChannelFiles files) throws IOException {
    Channel channel = channels.register(files.channel());
    String input =
        files.sources() == null
            ? files.packages().toString()
            : files.packages() + " " + files.sources();
    SnapshotOrigin origin = origin(files, input);
    if (channels.isCurrent(channel, origin)) {
      log.info("{} is unchanged since it was read", channel.name());
    } else if (channels.wasPassed(channel, origin)) {
      log.info("{} has advanced since {} was read", channel.name(), input);
    } else {
      store(new Task(SOURCE, input, channel, origin), files, (packages, skipped) -> {});
    }
  }

  /** Reads packages that were fetched, and stores them as the channel at a revision. */
  public ImportCounts take(
      Channel channel, SnapshotOrigin origin, Path packages, URI from, Check check)
      throws IOException {
    return store(
        new Task(FETCHED, from.toString(), channel, origin),
        new ChannelFiles(channel.name(), packages, null),
        check);
  }

  /** What is read from where. */
  private record Task(String source, String input, Channel channel, SnapshotOrigin origin) {
    /** Where a fetched file lay is of no matter. */
    Path nameOf(Path file) {
      Path name = file.getFileName();
      return isFetched() && name != null ? name : file;
    }

    boolean isFetched() {
      return source.equals(FETCHED);
    }

    String fingerprint() {
      return origin.packagesFingerprint()
          + " "
          + Objects.requireNonNullElse(origin.sourcesFingerprint(), "-");
    }
  }

  private ImportCounts store(Task task, ChannelFiles files, Check check) throws IOException {
    long run = runs.begin(task.source(), task.input(), task.fingerprint());
    try {
      ChannelReader.ChannelRead read = read(task.channel(), files);
      check.accept(read.channel(), read.skipped());
      return store(run, task, read);
    } catch (IOException | RuntimeException e) {
      runs.fail(run, ImportCounts.NONE, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private ChannelReader.ChannelRead read(Channel channel, ChannelFiles files) throws IOException {
    try (RunningWork.Task task = running.begin("Reading " + channel.name(), "bytes", null)) {
      return ChannelReader.read(
          channel.name(),
          files.packages(),
          files.sources(),
          (input, bytesRead, totalBytes) -> task.at(bytesRead, totalBytes));
    }
  }

  private ImportCounts store(long run, Task stored, ChannelReader.ChannelRead read) {
    Channel channel = stored.channel();
    try (RunningWork.Task task =
        running.begin(
            "Storing " + channel.name(), "packages", (long) read.channel().packages().size())) {
      SnapshotChange change = channels.store(channel, stored.origin(), read.channel());
      task.add(change.packages());
      List<ReadingProblem> problems =
          read.problems().stream()
              .map(
                  problem ->
                      new ReadingProblem(
                          stored.nameOf(problem.file()) + " " + problem.place(),
                          null,
                          problem.reason()))
              .toList();
      long changed = (long) change.added() + change.changed() + change.removed();
      ImportCounts counts = new ImportCounts(change.packages(), changed, 0, read.skipped());
      runs.finish(run, counts, problems);
      if (stored.isFetched()) {
        runs.forget(run);
      }
      log.info("Stored {}: {}", channel.name(), change.words());
      return counts;
    }
  }

  private SnapshotOrigin origin(ChannelFiles files, String input) throws IOException {
    try {
      String sources = files.sources() == null ? null : Fingerprints.of(files.sources());
      return new SnapshotOrigin(null, null, Fingerprints.of(files.packages()), sources);
    } catch (IOException e) {
      runs.refuse(SOURCE, input, e);
      throw e;
    }
  }
}
