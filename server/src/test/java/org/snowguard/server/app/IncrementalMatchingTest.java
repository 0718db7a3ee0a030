package org.snowguard.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.suggestion.SuggestionWriter;
import org.snowguard.server.TestServer;
import org.snowguard.server.ingest.IncomingRecord;
import org.snowguard.server.matching.MatchingStage;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.nixpkgs.SnapshotOrigin;
import org.snowguard.server.suggestion.SuggestionExport;
import org.snowguard.server.vulnerability.Records;
import org.snowguard.server.vulnerability.Vulnerabilities;

/**
 * Whatever changes, what lies in the database is what a full run from scratch would say, and only
 * the records that the change touches were matched for it.
 */
class IncrementalMatchingTest {

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();
  private static final String UNSTABLE = "nixos-unstable";

  private final Jdbi jdbi = SERVER.bean(Jdbi.class);
  private final Map<String, VulnerabilityRecord> records = new TreeMap<>();
  private List<ChannelPackages> shipped = List.of();
  private static int times;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void startWithFourRecordsAndPackages() throws Exception {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                truncate vulnerability, project, channel, package_facts, package_metadata, event,
                  first_import, stage_watermark, matching_part, matching_run cascade
                """));
    record("CVE-2024-0001", "anvil", "A flaw");
    record("CVE-2024-0002", "crate", "A flaw");
    record("CVE-2024-0003", "n/a", "Frobnicator before 2.0 overflows a buffer.");
    record("CVE-2024-0004", "dynamo", "A flaw");
    ship(acme("anvil 1.0"), acme("crate 1.1"), dynamo, olderDynamo);
    assertThat(matched()).isEqualTo(4);
    assertThat(exported()).hasSize(3);
  }

  private void record(String id, String product, String prose) {
    String text =
        Records.json(id, "2024-06-%02dT00:00:00Z".formatted(++times), prose)
            .replace("\"anvil\"", "\"" + product + "\"");
    VulnerabilityRecord read = Records.read(text.getBytes(UTF_8));
    records.put(id, read);
    SERVER
        .bean(Vulnerabilities.class)
        .take(List.of(new IncomingRecord("cve-list", read, text.getBytes(UTF_8))));
  }

  private void ship(NixPackage... packages) {
    ChannelPackages found =
        new ChannelPackages(
            UNSTABLE,
            Arrays.stream(packages).sorted(Comparator.comparing(NixPackage::attribute)).toList());
    shipped = List.of(found);
    Channels channels = SERVER.bean(Channels.class);
    channels.store(
        channels.register(UNSTABLE),
        new SnapshotOrigin(null, null, "snapshot " + ++times, null),
        found);
  }

  private static NixPackage from(String nameAndVersion, String attribute, String source) {
    NixPackage plain = Packages.of(nameAndVersion);
    return new NixPackage(
        attribute,
        plain.name(),
        plain.pname(),
        plain.version(),
        plain.metadata(),
        new PackageSources(List.of(), List.of(source), null, Set.of()));
  }

  /** From the repository that the records' vendor would have. */
  private static NixPackage acme(String nameAndVersion) {
    String name = nameAndVersion.substring(0, nameAndVersion.indexOf(' '));
    return from(nameAndVersion, name, "https://github.com/acme/" + name + "/archive/1.tar.gz");
  }

  private static NixPackage patched(NixPackage plain, String patch) {
    List<String> urls = plain.sources() == null ? List.of() : plain.sources().urls();
    return plain.withSources(
        new PackageSources(List.of(new Patch(patch, List.of())), urls, null, Set.of()));
  }

  /** Catches up and compares; how many records were matched for it. */
  private long matched() throws Exception {
    SERVER.bean(MatchingStage.class).catchUp();
    long matched = sinceLastAsked("records");
    List<String> incremental = exported();
    assertThat(incremental).isEqualTo(fromScratch());
    forgetOnWhatItStands();
    SERVER.bean(MatchingStage.class).catchUp();
    assertThat(sinceLastAsked("suggestions")).as("written by a full run").isZero();
    assertThat(exported()).isEqualTo(incremental);
    return matched;
  }

  private void forgetOnWhatItStands() {
    jdbi.useHandle(
        handle -> {
          handle.execute("truncate matching_part");
          handle.execute("update stage_watermark set fingerprint = null");
        });
  }

  private long sinceLastAsked(String figure) {
    return jdbi.withHandle(
        handle -> {
          long sum =
              handle
                  .createQuery("select coalesce(sum(<figure>), 0) from matching_run")
                  .define("figure", figure)
                  .mapTo(long.class)
                  .one();
          handle.execute("truncate matching_run");
          return sum;
        });
  }

  private List<String> exported() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SERVER.bean(SuggestionExport.class).writeTo(out);
    return out.toString(UTF_8).lines().toList();
  }

  private List<String> fromScratch() {
    Matcher matcher = Matcher.of(shipped, ProjectClustering.cluster(shipped), LearnedAliases.NONE);
    List<String> lines = new ArrayList<>();
    for (VulnerabilityRecord record : records.values()) {
      matcher
          .match(record)
          .forEach(made -> lines.add(new String(SuggestionWriter.line(made), UTF_8).strip()));
    }
    return lines;
  }

  private final NixPackage anvil = acme("anvil 1.0");
  private final NixPackage crate = acme("crate 1.1");
  private final NixPackage dynamo =
      from("dynamo 1.2", "dynamo", "https://github.com/acme/dynamo/archive/1.2.tar.gz");
  private final NixPackage olderDynamo =
      from("dynamo 1.1", "dynamo_1_1", "https://github.com/acme/dynamo/archive/1.1.tar.gz");

  @Test
  void nothingChangesNothingIsMatched() throws Exception {
    assertThat(matched()).isZero();
  }

  @Test
  void bumpedPackageTouchesItsRecords() throws Exception {
    ship(acme("anvil 1.5"), crate, dynamo, olderDynamo);
    assertThat(matched()).isEqualTo(1);
  }

  @Test
  void droppedPackageTouchesItsRecordsAndComesBack() throws Exception {
    ship(crate, dynamo, olderDynamo);
    assertThat(matched()).isEqualTo(1);
    ship(anvil, crate, dynamo, olderDynamo);
    assertThat(matched()).isEqualTo(1);
  }

  @Test
  void renamedAttributeTouchesItsRecords() throws Exception {
    ship(
        from("anvil 1.0", "anvil_1", "https://github.com/acme/anvil/archive/1.tar.gz"),
        crate,
        dynamo,
        olderDynamo);
    assertThat(matched()).isEqualTo(1);
  }

  @Test
  void newPackageTouchesRecordsWhoseProseAloneNamesIt() throws Exception {
    ship(anvil, crate, dynamo, olderDynamo, acme("frobnicator 1.9"));
    assertThat(matched()).isEqualTo(1);
    assertThat(exported()).anyMatch(line -> line.contains("frobnicator"));
  }

  @Test
  void splitProjectTouchesItsRecords() throws Exception {
    ship(
        anvil,
        crate,
        dynamo,
        from("dynamo 1.1", "dynamo_1_1", "https://github.com/other/olddynamo/archive/1.tar.gz"));
    assertThat(matched()).isEqualTo(1);
  }

  @Test
  void patchIsAddedAndRemoved() throws Exception {
    ship(anvil, patched(crate, "CVE-2024-0001.patch"), dynamo, olderDynamo);
    assertThat(matched()).isEqualTo(2);
    ship(anvil, crate, dynamo, olderDynamo);
    assertThat(matched()).isEqualTo(2);
  }

  @Test
  void changedRecordIsMatchedAlone() throws Exception {
    record("CVE-2024-0004", "anvil", "Quite another flaw");
    assertThat(matched()).isEqualTo(1);
  }

  @Test
  void channelPastItsEndTouchesAllThatItShips() throws Exception {
    jdbi.useHandle(handle -> handle.execute("update channel set status = 'end_of_life'"));
    assertThat(matched()).isEqualTo(3);
  }

  @Test
  void unreadMaintainersAndPositionsTouchNothing() throws Exception {
    ship(
        new NixPackage("anvil", "anvil-1.0", "anvil", "1.0", moved(anvil), anvil.sources()),
        crate,
        dynamo,
        olderDynamo);
    assertThat(matched()).isZero();
  }

  private static PackageMetadata moved(NixPackage one) {
    var old = one.metadata();
    return new PackageMetadata(
        old.description(),
        old.homepages(),
        old.changelog(),
        old.downloadPage(),
        "pkgs/elsewhere.nix:99",
        old.mainProgram(),
        List.of(),
        old.platforms(),
        old.cpes(),
        old.purls(),
        old.knownVulnerabilities(),
        old.builtFromSource(),
        old.broken(),
        old.licenses());
  }

  @Test
  void stoppedBeforeTheLastPortionItGoesOn() throws Exception {
    ship(acme("anvil 1.5"), acme("crate 1.5"), dynamo, olderDynamo);
    // A record that cannot be read stops the run after the notes were made.
    byte[] raw =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        update vulnerability_record set raw = 'nonsense'
                        from vulnerability where vulnerability.id = vulnerability_id
                          and public_id = 'CVE-2024-0002'
                        returning (select raw from vulnerability_record old
                          where old.vulnerability_id = vulnerability.id)
                        """)
                    .mapTo(byte[].class)
                    .one());
    assertThatThrownBy(() -> SERVER.bean(MatchingStage.class).catchUp())
        .isInstanceOf(RuntimeException.class);
    assertThat(due()).isEqualTo(2);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update vulnerability_record set raw = :raw from vulnerability
                    where vulnerability.id = vulnerability_id and public_id = 'CVE-2024-0002'
                    """)
                .bind("raw", raw)
                .execute());
    sinceLastAsked("records");
    assertThat(matched()).isEqualTo(2);
    assertThat(due()).isZero();
  }

  private long due() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from matching_due").mapTo(long.class).one());
  }
}
