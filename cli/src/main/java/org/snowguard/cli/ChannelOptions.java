package org.snowguard.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The channels that a command needs to know the packages of. */
final class ChannelOptions {
  @Option(
      names = "--packages",
      required = true,
      arity = "1..*",
      paramLabel = "[NAME=]PATH",
      converter = ChannelFile.Converter.class,
      description = "A channel's packages.json, plain or compressed.")
  private List<ChannelFile> packages = new ArrayList<>();

  @Option(
      names = "--sources",
      arity = "1..*",
      paramLabel = "[NAME=]PATH",
      converter = ChannelFile.Converter.class,
      description = "Patches and sources of a channel, as JSON lines.")
  private List<ChannelFile> sources = new ArrayList<>();

  ChannelInputs inputs(CommandLine commandLine) {
    return new ChannelInputs(packages, sources, commandLine);
  }
}
