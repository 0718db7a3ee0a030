package org.snowguard.server.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.BadInput;

/**
 * The files that {@code serve} was told to import; all lists are empty when it was told nothing.
 * Importing the same files again changes nothing.
 *
 * @param cves files and directories of CVE records, in the order given
 * @param records those of OSV databases and of the NVD
 * @param channels each channel once
 */
public record ImportRequested(List<Path> cves, List<Path> records, List<ChannelFiles> channels) {

  public static final ImportRequested NOTHING =
      new ImportRequested(List.of(), List.of(), List.of());

  /**
   * The packages of one channel.
   *
   * @param sources their sources form, with hashes and patches, or null
   */
  public record ChannelFiles(String channel, Path packages, @Nullable Path sources) {}

  public ImportRequested {
    cves = List.copyOf(cves);
    records = List.copyOf(records);
    channels = List.copyOf(channels);
  }

  /** Reads the options' values; a file that does not exist is an error here, not in the middle. */
  public static ImportRequested parse(List<Path> cves, List<Path> records, List<String> channels) {
    cves.forEach(path -> mustExist("--cves " + path, path));
    records.forEach(path -> mustExist("--records " + path, path));
    List<ChannelFiles> files = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String channel : channels) {
      ChannelFiles parsed = parseChannel(channel);
      if (!names.add(parsed.channel())) {
        throw new BadInput(
            "reading the channels to import",
            "--channel " + channel,
            "give each channel once; \"" + parsed.channel() + "\" stands there twice.");
      }
      files.add(parsed);
    }
    return new ImportRequested(cves, records, files);
  }

  private static ChannelFiles parseChannel(String text) {
    String option = "--channel " + text;
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new BadInput(
          "reading a channel to import",
          option,
          "write NAME=PACKAGES or NAME=PACKAGES,SOURCES, such as nixos-unstable=packages.json.br");
    }
    String paths = text.substring(equals + 1);
    int comma = paths.indexOf(',');
    Path packages = Path.of(comma < 0 ? paths : paths.substring(0, comma));
    Path sources = comma < 0 ? null : Path.of(paths.substring(comma + 1));
    mustExist(option, packages);
    if (sources != null) {
      mustExist(option, sources);
    }
    return new ChannelFiles(text.substring(0, equals), packages, sources);
  }

  private static void mustExist(String option, Path path) {
    if (!Files.exists(path)) {
      throw new BadInput(
          "reading what to import",
          option,
          "give a path that exists; \"" + path.toAbsolutePath() + "\" does not.");
    }
  }
}
