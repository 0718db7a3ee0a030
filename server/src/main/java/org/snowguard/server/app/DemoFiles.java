package org.snowguard.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.snowguard.server.ingest.ImportRequested;
import org.snowguard.server.ingest.ImportRequested.ChannelFiles;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The demo's records and packages: resources of this program, laid out as the files of an import.
 */
final class DemoFiles {

  private static final List<String> CHANNELS =
      List.of("nixos-unstable", "nixos-26.05", "nixos-25.11");

  private final Path directory;

  private DemoFiles(Path directory) {
    this.directory = directory;
  }

  /** Writes the files into a directory, over those of another version of the program. */
  static DemoFiles in(Path directory) {
    try {
      Files.createDirectories(directory.resolve("cves"));
      PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
      for (Resource resource : resolver.getResources("classpath:demo/cves/*.json")) {
        copy(resource, directory.resolve("cves"));
      }
      for (Resource resource : resolver.getResources("classpath:demo/nixos-*.json*")) {
        copy(resource, directory);
      }
      return new DemoFiles(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "While laying out the demo's files in %s: %s. Give another directory with --data."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  private static void copy(Resource resource, Path directory) throws IOException {
    String name = resource.getFilename();
    if (name == null) {
      throw new IOException("a resource of the demo has no name: " + resource);
    }
    try (InputStream in = resource.getInputStream()) {
      Files.copy(in, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What to import: all records, and each channel with its sources where it has any. */
  ImportRequested importRequested() {
    List<ChannelFiles> channels = new ArrayList<>();
    for (String channel : CHANNELS) {
      Path sources = directory.resolve(channel + ".sources.jsonl");
      channels.add(
          new ChannelFiles(
              channel,
              directory.resolve(channel + ".packages.json"),
              Files.exists(sources) ? sources : null));
    }
    return new ImportRequested(List.of(directory.resolve("cves")), List.of(), channels);
  }

  /** Settings that the demo's data asks for. */
  static Properties settings() {
    Properties settings = new Properties();
    try (InputStream in = DemoFiles.class.getResourceAsStream("/demo/demo.properties")) {
      if (in == null) {
        throw new IOException("demo/demo.properties is missing in this program");
      }
      settings.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }
}
