package org.snowguard.server.nixpkgs;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.formats.channel.ChannelReader;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.ImportRequested.ChannelFiles;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.ReadingProblem;
import org.snowguard.server.ingest.RunningWork;

/** Brings a channel to what its files say, all or nothing. */
public final class ChannelImport {

  private static final Logger log = LoggerFactory.getLogger(ChannelImport.class);
  private static final String SOURCE = "packages";

  private final Channels channels;
  private final ImportRuns runs;
  private final RunningWork running;

  ChannelImport(Channels channels, ImportRuns runs, RunningWork running) {
    this.channels = channels;
    this.runs = runs;
    this.running = running;
  }

  /** Reads the files unless the channel already is what they say. */
  public void read(ChannelFiles files) throws IOException {
    Channel channel = channels.register(files.channel());
    String input =
        files.sources() == null
            ? files.packages().toString()
            : files.packages() + " " + files.sources();
    SnapshotOrigin origin = origin(files, input);
    if (channels.isCurrent(channel, origin)) {
      log.info("{} is unchanged since it was read", channel.name());
      return;
    }
    String fingerprint =
        origin.packagesFingerprint()
            + " "
            + Objects.requireNonNullElse(origin.sourcesFingerprint(), "-");
    long run = runs.begin(SOURCE, input, fingerprint);
    try {
      store(run, channel, origin, files);
    } catch (IOException | RuntimeException e) {
      runs.fail(run, ImportCounts.NONE, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void store(long run, Channel channel, SnapshotOrigin origin, ChannelFiles files)
      throws IOException {
    ChannelReader.ChannelRead read;
    try (RunningWork.Task task = running.begin("Reading " + channel.name(), "bytes", null)) {
      read =
          ChannelReader.read(
              channel.name(),
              files.packages(),
              files.sources(),
              (input, bytesRead, totalBytes) -> task.at(bytesRead, totalBytes));
    }
    try (RunningWork.Task task =
        running.begin(
            "Storing " + channel.name(), "packages", (long) read.channel().packages().size())) {
      Channels.SnapshotChange change = channels.store(channel, origin, read.channel());
      task.add(change.packages());
      List<ReadingProblem> problems =
          read.problems().stream()
              .map(
                  problem ->
                      new ReadingProblem(
                          problem.file() + " " + problem.place(), null, problem.reason()))
              .toList();
      long changed = (long) change.added() + change.changed() + change.removed();
      runs.finish(run, new ImportCounts(change.packages(), changed, 0, read.skipped()), problems);
      log.info("Stored {}: {}", channel.name(), change);
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
