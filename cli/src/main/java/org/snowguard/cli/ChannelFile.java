package org.snowguard.cli;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A file of one channel: {@code nixos-unstable=packages.json.br}, or a path alone, whose channel is
 * told by the file's name.
 */
record ChannelFile(String channel, Path path) {

  static final class Converter implements ITypeConverter<ChannelFile> {
    @Override
    public ChannelFile convert(String text) {
      int equals = text.indexOf('=');
      Path path = Path.of(text.substring(equals + 1));
      String channel = equals > 0 ? text.substring(0, equals) : nameOf(path);
      if (channel.isBlank()) {
        throw new TypeConversionException(
            "'"
                + text
                + "' names no channel: write NAME=PATH, for example"
                + " nixos-unstable=packages.json.br");
      }
      return new ChannelFile(channel, path);
    }

    /**
     * {@code nixos-26.05} of {@code nixos-26.05.packages.json.xz}; without such a name, the first
     * word.
     */
    private static String nameOf(Path path) {
      Path file = path.getFileName();
      String name = file == null ? "" : file.toString();
      for (String suffix : new String[] {".packages.json", ".sources.jsonl"}) {
        int end = name.indexOf(suffix);
        if (end > 0) {
          return name.substring(0, end);
        }
      }
      int dot = name.indexOf('.');
      return dot < 0 ? name : name.substring(0, dot);
    }
  }
}
