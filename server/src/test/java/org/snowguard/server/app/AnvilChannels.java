package org.snowguard.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.server.TestServer;
import org.snowguard.server.ingest.IncomingRecord;
import org.snowguard.server.matching.MatchingStage;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.nixpkgs.SnapshotOrigin;
import org.snowguard.server.vulnerability.Records;
import org.snowguard.server.vulnerability.Vulnerabilities;

/**
 * Channels that carry anvil day by day, of which CVE-2024-0001 speaks (from 1.0, fixed in 1.4). All
 * through the store and the matching that a server runs.
 */
final class AnvilChannels {

  static final String UNSTABLE = "nixos-unstable";
  static final String STABLE = "nixos-26.05";
  static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

  private static int prints;
  private final TestServer server;
  private int days;

  AnvilChannels(TestServer server) {
    this.server = server;
  }

  /** Leaves nothing but the record. */
  void empty() {
    server
        .bean(Jdbi.class)
        .useHandle(
            handle ->
                handle.execute(
                    """
                    truncate vulnerability, project, channel, package_facts, package_metadata, event,
                      first_import, stage_watermark, matching_part, matching_run, issue cascade
                    """));
    // Young enough for the queue, whatever today is.
    String text =
        Records.json("CVE-2024-0001", "2026-06-01T00:00:00Z", "A flaw")
            .replace(
                "2024-05-01", Instant.now().minus(3, ChronoUnit.DAYS).toString().substring(0, 10));
    server
        .bean(Vulnerabilities.class)
        .take(
            List.of(
                new IncomingRecord(
                    "cve-list", Records.read(text.getBytes(UTF_8)), text.getBytes(UTF_8))));
  }

  /** A day's snapshot, matched. */
  void ship(String channel, NixPackage... packages) throws InterruptedException {
    store(channel, "sources " + (prints + 1), packages);
  }

  /** A day's snapshot of which no evaluation is there yet. */
  void shipUnread(String channel, NixPackage... packages) throws InterruptedException {
    store(
        channel,
        null,
        Arrays.stream(packages).map(found -> found.withSources(null)).toArray(NixPackage[]::new));
  }

  private void store(String channel, @Nullable String sources, NixPackage... packages)
      throws InterruptedException {
    Channels channels = server.bean(Channels.class);
    days++;
    channels.store(
        channels.register(channel),
        new SnapshotOrigin(
            "%012x".formatted(days) + "0".repeat(28),
            START.plus(days, ChronoUnit.DAYS),
            "packages " + ++prints,
            sources),
        new ChannelPackages(
            channel,
            Arrays.stream(packages).sorted(Comparator.comparing(NixPackage::attribute)).toList()));
    server.bean(MatchingStage.class).catchUp();
  }

  static NixPackage anvil(String version, String... patches) {
    return anvilAt("anvil", version, patches);
  }

  /** From the repository of the record's vendor, under some attribute. */
  static NixPackage anvilAt(String attribute, String version, String... patches) {
    NixPackage plain = Packages.of("anvil " + version);
    return new NixPackage(
        attribute,
        plain.name(),
        plain.pname(),
        plain.version(),
        plain.metadata(),
        new PackageSources(
            Arrays.stream(patches).map(name -> new Patch(name, List.of())).toList(),
            List.of("https://github.com/acme/anvil/archive/" + version + ".tar.gz"),
            null,
            Set.of()));
  }

  static NixPackage other() {
    return Packages.of("hammer 2.0")
        .withSources(new PackageSources(List.of(), List.of(), null, Set.of()));
  }
}
