package org.snowguard.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.formats.channel.ChannelReader;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The channels that {@code --packages} and {@code --sources} of a command name.
 *
 * @param command whose options they are, for complaints
 */
record ChannelInputs(List<ChannelFile> packages, List<ChannelFile> sources, CommandLine command) {

  /** Reads all channels; what is wrong in their files goes to {@code problems}. */
  List<ChannelPackages> read(Progress progress, Problems problems) throws IOException {
    List<ChannelPackages> channels = new ArrayList<>();
    Map<String, Path> sourcesOf = sourcesByChannel();
    for (ChannelFile file : packages) {
      ChannelReader.ChannelRead read =
          ChannelReader.read(
              file.channel(),
              file.path(),
              sourcesOf.remove(file.channel()),
              progress.bytesOf("Reading " + file.channel()));
      read.problems().forEach(problem -> problems.report(problem.toString()));
      channels.add(read.channel());
    }
    if (!sourcesOf.isEmpty()) {
      throw new ParameterException(
          command,
          "--sources names %s, for which there are no --packages".formatted(sourcesOf.keySet()));
    }
    return channels;
  }

  private Map<String, Path> sourcesByChannel() {
    Map<String, Path> byChannel = new TreeMap<>();
    for (ChannelFile file : sources) {
      if (byChannel.put(file.channel(), file.path()) != null) {
        throw new ParameterException(
            command, "--sources names " + file.channel() + " twice: give each channel once");
      }
    }
    return byChannel;
  }
}
