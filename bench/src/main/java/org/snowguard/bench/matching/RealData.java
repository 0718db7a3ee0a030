package org.snowguard.bench.matching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.channel.ChannelReader;
import org.snowguard.formats.cve.VulnerabilityRecords;

/** All published records at hand, and nixos-unstable with its patches and sources. */
public record RealData(Path directory) {

  public List<VulnerabilityRecord> records() throws IOException {
    return new VulnerabilityRecords(Limits.DEFAULT, System.err::println, ProgressListener.NONE)
        .latest(cveFiles())
        .records();
  }

  /** The archives of the CVE list, a baseline and what changed later. */
  public List<Path> cveFiles() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("cve"))) {
      return files.sorted().toList();
    }
  }

  public ChannelPackages unstable() throws IOException {
    Path nixpkgs = directory.resolve("nixpkgs");
    return ChannelReader.read(
            "nixos-unstable",
            nixpkgs.resolve("nixos-unstable-2026-07-14.packages.json.xz"),
            nixpkgs.resolve("nixos-unstable-2026-07-14.sources.jsonl.xz"),
            ProgressListener.NONE)
        .channel();
  }

  /** A channel of 2018, without patches and sources. */
  public ChannelPackages old() throws IOException {
    return ChannelReader.read(
            "nixos-18.03",
            directory.resolve("nixpkgs/nixos-18.03-2018-05-30.packages.json.xz"),
            null,
            ProgressListener.NONE)
        .channel();
  }

  public Path labels() {
    return directory.resolve("labels/dev.jsonl");
  }

  public Path verdictLabels() {
    return directory.resolve("labels/verdicts-dev.jsonl");
  }
}
