package org.snowguard.formats.channel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.formats.archive.Decompression;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.packages.PackagesRead;
import org.snowguard.formats.packages.PackagesReader;
import org.snowguard.formats.sources.AppliedSources;
import org.snowguard.formats.sources.SourcesRead;
import org.snowguard.formats.sources.SourcesReader;

/** Reads a channel's packages, with their patches and sources where a file tells them. */
public final class ChannelReader {

  private ChannelReader() {}

  /**
   * @param packages {@code packages.json}, plain or compressed
   * @param sources lines of patches and sources, plain or compressed; null when there are none
   * @throws IOException when the packages cannot be read to their end: a part of a channel must not
   *     pass for the whole
   */
  public static ChannelRead read(
      String channel, Path packages, @Nullable Path sources, ProgressListener progress)
      throws IOException {
    PackagesRead read = readPackages(channel, packages, progress);
    List<ChannelProblem> problems = new ArrayList<>();
    read.problems()
        .forEach(
            problem ->
                problems.add(new ChannelProblem(packages, problem.attribute(), problem.reason())));
    if (sources == null) {
      return new ChannelRead(read.channel(), read.skipped(), problems);
    }
    SourcesRead found = readSources(sources, progress);
    found
        .problems()
        .forEach(
            problem ->
                problems.add(
                    new ChannelProblem(sources, "line " + problem.line(), problem.reason())));
    AppliedSources applied = found.applyTo(read.channel());
    if (applied.stale() > 0) {
      problems.add(
          new ChannelProblem(
              sources,
              "",
              "%d packages have another version there: their patches count as not evaluated"
                  .formatted(applied.stale())));
    }
    return new ChannelRead(applied.channel(), read.skipped() + found.bad(), problems);
  }

  private static PackagesRead readPackages(String channel, Path file, ProgressListener progress)
      throws IOException {
    try (InputStream in = Decompression.open(file, Limits.DEFAULT, progress)) {
      PackagesRead read = PackagesReader.read(channel, in);
      String brokenOff = read.brokenOff();
      if (brokenOff != null) {
        throw new IOException(
            "reading the packages of %s from %s: it breaks off %s; fetch the file again"
                .formatted(channel, file, brokenOff));
      }
      return read;
    }
  }

  /**
   * @throws IOException when the file cannot be read to its end
   */
  private static SourcesRead readSources(Path file, ProgressListener progress) throws IOException {
    try (InputStream in = Decompression.open(file, Limits.DEFAULT, progress)) {
      SourcesRead read = SourcesReader.read(in);
      String brokenOff = read.brokenOff();
      if (brokenOff != null) {
        throw new IOException(
            "reading patches and sources from %s: it breaks off %s; fetch the file again"
                .formatted(file, brokenOff));
      }
      return read;
    }
  }

  /**
   * A channel as read.
   *
   * @param skipped packages and lines that could not be read
   */
  public record ChannelRead(ChannelPackages channel, int skipped, List<ChannelProblem> problems) {
    public ChannelRead {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Something wrong in a file.
   *
   * @param place attribute or line; empty when it concerns the file as a whole
   */
  public record ChannelProblem(Path file, String place, String reason) {
    @Override
    public String toString() {
      return place.isEmpty() ? file + ": " + reason : file + " " + place + ": " + reason;
    }
  }
}
