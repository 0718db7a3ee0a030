package org.snowguard.server.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.PackageSpan;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.nixpkgs.SnapshotOrigin;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A database with one channel, and what NixOS publishes of it. */
final class ChannelWorld {

  static final String CHANNEL = "nixos-unstable";
  static final String REVISION = "1".repeat(40);
  static final String NEXT_REVISION = "2".repeat(40);

  final Channels channels;
  final ImportRuns runs;
  private final TestDatabase database;
  private final Clock clock;

  ChannelWorld(TestDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
    channels =
        new Channels(
            database.jdbi(), new EventLog(database.jdbi(), clock), database.transactions(), clock);
    runs = new ImportRuns(database.jdbi(), database.transactions(), clock);
  }

  Evaluations evaluations(EvaluationMeans means) {
    return new Evaluations(
        channels, database.jdbi(), runs, () -> {}, database.transactions(), means, clock);
  }

  void empty() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "truncate evaluation, package_span, snapshot, channel, import_run, job"
                        + " cascade"));
  }

  /** Lets the channel stand at a revision, its patches unknown. */
  Channel advance(String revision, String... packages) {
    return advanceOther(CHANNEL, revision, packages);
  }

  Channel advanceOther(String name, String revision, String... packages) {
    Channel channel = channels.register(name);
    NixPackage[] found = new NixPackage[packages.length];
    for (int index = 0; index < packages.length; index++) {
      found[index] = Packages.of(packages[index]);
    }
    channels.store(
        channel,
        new SnapshotOrigin(revision, clock.instant(), "packages of " + name + revision, null),
        Packages.channel(name, found));
    return channel;
  }

  boolean isKnown() {
    return channels.current(channels.find(CHANNEL).orElseThrow()).orElseThrow().patchesKnown();
  }

  /** The names of a package's patches; {@code unknown} where they are not known. */
  String patches(String attribute) {
    PackageIndex index = new PackageIndex(database.jdbi(), database.transactions());
    PackageSpan span = index.current(List.of(attribute)).getFirst();
    return index
        .sources(span)
        .map(
            sources -> sources.patches().stream().map(Patch::name).collect(Collectors.joining(" ")))
        .orElse("unknown");
  }

  /** What a channel publishes of its expressions. */
  static byte[] expressions(String revision, String defaultNix) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("nixos-1/.git-revision", revision);
    files.put("nixos-1/default.nix", defaultNix);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Looks again and again for a minute. */
  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("a minute has passed").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
