package org.snowguard.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.ingest.IncomingRecord;
import org.snowguard.server.matching.MatchingStage;
import org.snowguard.server.nixpkgs.CarriedVersion;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageChange;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.nixpkgs.PackageMove;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.nixpkgs.SnapshotOrigin;
import org.snowguard.server.vulnerability.Records;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Role;
import picocli.CommandLine;

/**
 * What becomes of a package from snapshot to snapshot: its history, the verdict of CVE-2024-0001
 * (anvil from 1.0, fixed in 1.4) and the place of its card. All through the store and the matching
 * that the server runs.
 */
class SpansAndVerdictsTest {

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();
  private static final String UNSTABLE = "nixos-unstable";
  private static final String STABLE = "nixos-26.05";
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

  private final Jdbi jdbi = SERVER.bean(Jdbi.class);
  private final PackageHistory histories = SERVER.bean(PackageHistory.class);
  private static int prints;
  private int days;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void oneRecord() {
    jdbi.useHandle(
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
    SERVER
        .bean(Vulnerabilities.class)
        .take(
            List.of(
                new IncomingRecord(
                    "cve-list", Records.read(text.getBytes(UTF_8)), text.getBytes(UTF_8))));
  }

  /** A day's snapshot, matched. */
  private void ship(String channel, NixPackage... packages) throws InterruptedException {
    store(channel, "sources " + (prints + 1), packages);
  }

  /** A day's snapshot of which no evaluation is there yet. */
  private void shipUnread(String channel, NixPackage... packages) throws InterruptedException {
    store(
        channel,
        null,
        Arrays.stream(packages).map(found -> found.withSources(null)).toArray(NixPackage[]::new));
  }

  private void store(String channel, @Nullable String sources, NixPackage... packages)
      throws InterruptedException {
    Channels channels = SERVER.bean(Channels.class);
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
    SERVER.bean(MatchingStage.class).catchUp();
  }

  private static NixPackage anvil(String version, String... patches) {
    return anvilAt("anvil", version, patches);
  }

  /** From the repository of the record's vendor, under some attribute. */
  private static NixPackage anvilAt(String attribute, String version, String... patches) {
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

  private static NixPackage other() {
    return Packages.of("hammer 2.0")
        .withSources(new PackageSources(List.of(), List.of(), null, Set.of()));
  }

  /** {@code pending: anvil affected}: the card and the verdicts of the packages that stand now. */
  private String card() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.state || ':' || coalesce((
                      select string_agg(' ' || package_span.attribute || ' ' || verdict, ''
                        order by package_span.attribute collate "C", channel.position)
                      from package_span
                      join channel on channel.id = package_span.channel_id
                      join suggestion_verdict on suggestion_verdict.facts_id = package_span.facts_id
                        and suggestion_verdict.suggestion_id = suggestion.id
                        and suggestion_verdict.attribute in ('', package_span.attribute)
                      where package_span.last_snapshot is null
                        and package_span.attribute = any(suggestion.attributes)), '')
                    from suggestion where state <> 'withdrawn'
                    """)
                .mapTo(String.class)
                .findOne()
                .orElse("none"));
  }

  /** {@code anvil 1.3 1..1}: what a channel carried, by days, the newest first. */
  private List<String> carried(String attribute) {
    return histories.carried(List.of(attribute)).stream()
        .map(
            one ->
                "%s %s %d..%s"
                    .formatted(
                        one.channel(), one.version(), day(one), one.isThere() ? "" : lastDay(one)))
        .toList();
  }

  private static long day(CarriedVersion one) {
    return ChronoUnit.DAYS.between(START, one.from().at());
  }

  private static long lastDay(CarriedVersion one) {
    return ChronoUnit.DAYS.between(START, one.to().at());
  }

  private List<String> queueEvents() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select kind from event where kind in ('suggestion.queued',"
                        + " 'suggestion.unqueued') order by id")
                .mapTo(String.class)
                .list());
  }

  @Test
  void bumpIntoTheRangeBringsTheCard() throws InterruptedException {
    ship(UNSTABLE, anvil("0.9"), other());
    assertThat(card()).isEqualTo("settled: anvil not_affected");
    ship(UNSTABLE, anvil("1.3"), other());
    assertThat(card()).isEqualTo("pending: anvil affected");
    assertThat(queueEvents()).containsExactly("suggestion.queued");
    assertThat(carried("anvil"))
        .containsExactly("nixos-unstable 1.3 2..", "nixos-unstable 0.9 1..1");
  }

  @Test
  void bumpOutOfTheRangeTakesTheCardAway() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3"), other());
    assertThat(card()).isEqualTo("pending: anvil affected");
    ship(UNSTABLE, anvil("1.4"), other());
    assertThat(card()).isEqualTo("settled: anvil not_affected");
    assertThat(queueEvents()).containsExactly("suggestion.unqueued");
    assertThat(lastChange("anvil").version()).isEqualTo(new PackageChange.Version("1.3", "1.4"));
  }

  private PackageChange lastChange(String attribute) {
    return Objects.requireNonNull(histories.of(attribute).steps().getFirst().change());
  }

  @Test
  void removedPatchBringsTheCardBack() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3", "CVE-2024-0001.patch"), other());
    assertThat(card()).isEqualTo("settled: anvil patched");
    ship(UNSTABLE, anvil("1.3"), other());
    assertThat(card()).isEqualTo("pending: anvil affected");
    assertThat(queueEvents()).containsExactly("suggestion.queued");
    assertThat(carried("anvil")).as("one version").containsExactly("nixos-unstable 1.3 1..");
    PackageChange change = lastChange("anvil");
    assertThat(change.patchesRemoved()).containsExactly("CVE-2024-0001.patch");
    assertThat(change.version()).isNull();
  }

  @Test
  void renamedPackageKeepsProjectCardAndDecision() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3"), other());
    Long project = project("anvil");
    long suggestion = suggestion();
    dismiss();
    ship(UNSTABLE, anvilAt("anvil_1", "1.3"), other());
    assertThat(project("anvil_1")).isEqualTo(project);
    assertThat(suggestion()).isEqualTo(suggestion);
    assertThat(card()).isEqualTo("dismissed: anvil_1 affected");
    PackageHistory.OfAttribute old = histories.of("anvil");
    assertThat(old.becameOf()).extracting(PackageMove::to).containsExactly("anvil_1");
    assertThat(old.becameOf()).extracting(PackageMove::sameName).containsExactly(true);
    assertThat(old.project()).isEqualTo("anvil");
    assertThat(histories.of("anvil_1").cameFrom())
        .extracting(PackageMove::from)
        .containsExactly("anvil");
    assertThat(carried("anvil")).containsExactly("nixos-unstable 1.3 1..1");
    assertThat(histories.of("hammer").cameFrom()).isEmpty();
  }

  @Test
  void renameInOneChannelIsNoneInTheOther() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3"), other());
    ship(STABLE, anvil("1.2"), other());
    ship(UNSTABLE, anvilAt("anvil_1", "1.3"), other());
    assertThat(histories.of("anvil").becameOf())
        .extracting(PackageMove::channel)
        .containsExactly(UNSTABLE);
    assertThat(card()).isEqualTo("pending: anvil affected anvil_1 affected");
  }

  @Test
  void splitPackageIsJudgedInBothParts() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3"), other());
    Long project = project("anvil");
    ship(UNSTABLE, anvil("1.4"), anvilAt("anvil_1_3", "1.3"), other());
    assertThat(project("anvil")).isEqualTo(project);
    assertThat(project("anvil_1_3")).isEqualTo(project);
    assertThat(card()).isEqualTo("pending: anvil not_affected anvil_1_3 affected");
    assertThat(queueEvents()).isEmpty();
    assertThat(histories.of("anvil_1_3").cameFrom()).as("anvil stayed").isEmpty();
    assertThat(carried("anvil_1_3")).containsExactly("nixos-unstable 1.3 2..");
  }

  @Test
  void packageReplacedByTwoLeadsToBoth() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3"), other());
    ship(UNSTABLE, anvilAt("anvil_1_3", "1.3"), anvilAt("anvil_1_4", "1.4"), other());
    assertThat(histories.of("anvil").becameOf())
        .extracting(PackageMove::to)
        .containsExactly("anvil_1_3", "anvil_1_4");
    assertThat(card()).isEqualTo("pending: anvil_1_3 affected anvil_1_4 not_affected");
  }

  @Test
  void droppedPackageTakesTheCardAwayAndComesBackWithItsDecision() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3"), other());
    Long project = project("anvil");
    ship(UNSTABLE, other());
    assertThat(card()).isEqualTo("none");
    assertThat(carried("anvil")).containsExactly("nixos-unstable 1.3 1..1");
    assertThat(histories.of("anvil").becameOf()).isEmpty();
    ship(UNSTABLE, anvil("1.3"), other());
    assertThat(project("anvil")).isEqualTo(project);
    assertThat(card()).isEqualTo("pending: anvil affected");
    assertThat(carried("anvil"))
        .as("two stays, not one")
        .containsExactly("nixos-unstable 1.3 3..", "nixos-unstable 1.3 1..1");
  }

  private Long project(String attribute) {
    return SERVER.bean(Projects.class).ofAttribute(attribute).orElseThrow().id();
  }

  private long suggestion() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from suggestion where state <> 'withdrawn'")
                .mapTo(long.class)
                .one());
  }

  private void dismiss() {
    TestClient triager = SERVER.signIn(Role.TRIAGER);
    int revision =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select revision from suggestion where state <> 'withdrawn'")
                    .mapTo(int.class)
                    .one());
    TestClient.Answer answer =
        triager.submit(
            "/queue/" + suggestion() + "/dismiss",
            Map.of("revision", "" + revision, "reason", "hosted_service_only"));
    assertThat(answer.status()).as(answer.body()).isLessThan(400);
    assertThat(card()).startsWith("dismissed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/package/anvil?verdict=patched",
        "/vulnerability/CVE-2024-0001",
        "/queue?tab=settled"
      })
  void keptPatchSaysOfWhichRevisionItIs(String path) throws InterruptedException {
    ship(UNSTABLE, anvil("1.3", "CVE-2024-0001.patch"), other());
    assertThat(SERVER.anonymous().get(path).body()).doesNotContain("by the patches of");
    shipUnread(UNSTABLE, anvil("1.3"), Packages.of("hammer 2.1"));
    assertThat(card()).isEqualTo("settled: anvil patched");
    assertThat(SERVER.anonymous().get(path).body()).contains("by the patches of r000000000001,");
    ship(UNSTABLE, anvil("1.3", "CVE-2024-0001.patch"), other());
    assertThat(SERVER.anonymous().get(path).body()).doesNotContain("by the patches of");
  }

  @Test
  void pageTellsWhoCarriedAVersionThatIsGone() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3"), other());
    ship(STABLE, anvil("1.2"), other());
    ship(UNSTABLE, other());
    ship(STABLE, anvil("1.2", "CVE-2024-0001.patch"), other());
    TestClient anonymous = SERVER.anonymous();
    String page = anonymous.get("/package/anvil?version=1.3").body();
    assertThat(page)
        .contains("No channel carries it any more", "000000000001", "<svg", "tone-")
        .doesNotContain("Draft an issue");
    assertThat(anonymous.get("/package/anvil?version=1.2").body())
        .contains("Some channel still carries it", "patch added: <code>CVE-2024-0001.patch</code>");
    assertThat(anonymous.get("/package/anvil?version=9").body())
        .contains("No channel ever carried this version");
    assertThat(anonymous.get("/package/anvil.json?version=1.3").body())
        .contains("\"asked\":{\"version\":\"1.3\",\"carried\":[{\"channel\":\"nixos-unstable\"");
  }

  @Test
  void pagesOfARenamedPackageLeadToEachOther() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3"), other());
    ship(UNSTABLE, anvilAt("anvil_1", "1.3"), other());
    assertThat(SERVER.anonymous().get("/package/anvil").body())
        .contains("Renamed to <a href=\"/package/anvil_1\">")
        .contains("its last one");
    assertThat(SERVER.anonymous().get("/package/anvil_1").body())
        .contains("Renamed from <a href=\"/package/anvil\">");
  }

  @Test
  void oneClickMakesOneDraft() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3"), other());
    Map<String, String> form = Map.of("attribute", "anvil", "version", "1.3");
    assertThat(SERVER.signIn().submit("/issues/shipped", form).status()).isEqualTo(403);
    TestClient triager = SERVER.signIn(Role.TRIAGER);
    assertThat(triager.get("/package/anvil?version=1.3").body())
        .contains("Draft an issue about anvil 1.3");
    TestClient.Answer made = triager.submit("/issues/shipped", form);
    assertThat(made.status()).isEqualTo(303);
    String path = String.valueOf(made.location());
    assertThat(triager.get(path).body())
        .contains("anvil 1.3 shipped in nixos-unstable", "No vulnerability is known for it yet");
    assertThat(triager.get(path + ".json").body())
        .contains("\"packages\":[{\"attribute\":\"anvil\",\"version\":\"1.3\",\"carried\":[{");
    assertThat(triager.get("/issues?state=draft").body()).contains("/package/anvil");
    assertThat(triager.submit("/issues/shipped", form).location()).isEqualTo(path);
    assertThat(SERVER.anonymous().get(path).status()).isEqualTo(404);
    assertThat(triager.get("/activity.json?kind=issue").body())
        .containsOnlyOnce("\"issue.drafted\"");
    assertThat(
            triager
                .submit("/issues/shipped", Map.of("attribute", "anvil", "version", "9"))
                .status())
        .isEqualTo(404);
  }

  /** However many issues there are, the list asks the database as often. */
  @Test
  void listOfIssuesIsReadAtOnce() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3"), other());
    TestClient triager = SERVER.signIn(Role.TRIAGER);
    triager.submit("/issues/shipped", Map.of("attribute", "anvil", "version", "1.3"));
    int one = statements(() -> triager.get("/issues.json?state=draft"));
    triager.submit("/issues/shipped", Map.of("attribute", "hammer", "version", "2.0"));
    int two = statements(() -> triager.get("/issues.json?state=draft"));
    assertThat(one).isPositive();
    assertThat(two).isEqualTo(one);
    assertThat(triager.get("/issues.json?state=draft").body())
        .contains("\"attribute\":\"anvil\",\"version\":\"1.3\",\"carried\":[{")
        .contains("\"attribute\":\"hammer\",\"version\":\"2.0\",\"carried\":[{");
  }

  private int statements(Runnable asked) {
    AtomicInteger count = new AtomicInteger();
    SqlStatements config = jdbi.getConfig(SqlStatements.class);
    SqlLogger before = config.getSqlLogger();
    config.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logAfterExecution(StatementContext context) {
            if (context.getRenderedSql().contains("package_span")) {
              count.incrementAndGet();
            }
          }
        });
    try {
      asked.run();
    } finally {
      config.setSqlLogger(before);
    }
    return count.get();
  }

  private record Outcome(int exitCode, String out, String err) {}

  private static Outcome shipped(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = SnowguardServer.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    List<String> all = new java.util.ArrayList<>(List.of("shipped"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--database-url", SERVER.database().url()));
    int exitCode = commandLine.execute(all.toArray(String[]::new));
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  @Test
  void commandAnswersTheFirstQuestion() throws InterruptedException {
    ship(UNSTABLE, anvilAt("anvil_1", "1.3"), other());
    ship(STABLE, anvilAt("anvil_1", "1.2"), other());
    ship(UNSTABLE, anvilAt("anvil_1", "1.4"), other());
    Outcome found = shipped("anvil_1@1.3");
    assertThat(found.exitCode()).isZero();
    assertThat(found.out())
        .contains(
            "nixos-unstable   from 000000000001 (2026-10-02) to 000000000001 (2026-10-02), gone at")
        .contains("No channel carries it any more.")
        .doesNotContain("\u001b");
    assertThat(shipped("anvil_1").out()).contains("anvil_1 1.4", "anvil_1 1.2", "still there");
    Outcome byProject = shipped("anvil@1.2");
    assertThat(byProject.exitCode()).isZero();
    assertThat(byProject.out()).contains("its project has anvil_1").contains("nixos-26.05");
    Outcome json = shipped("anvil_1@1.4", "--json");
    assertThat(json.out())
        .contains(
            "\"taken\":\"attribute\"", "\"stillThere\":true", "\"channel\":\"nixos-unstable\"");
  }

  /** What openssl@1.1.1w is to openssl_1_1. */
  @Test
  void versionOfARelativeIsFound() throws InterruptedException {
    ship(UNSTABLE, anvil("1.4"), anvilAt("anvil_1_3", "1.3"), other());
    ship(STABLE, anvil("1.3"), other());
    ship(STABLE, anvil("1.4"), other());
    Outcome stillThere = shipped("anvil@1.3");
    assertThat(stillThere.exitCode()).isZero();
    assertThat(stillThere.out())
        .contains("Also carried at 1.3 by other attributes", "anvil_1_3 1.3", "still carries it");
    Outcome never = shipped("anvil_1_3@1.4");
    assertThat(never.exitCode()).isZero();
    assertThat(never.out())
        .contains("Carried at 1.4 by other attributes", "anvil 1.4")
        .doesNotContain("hammer");
    assertThat(shipped("anvil_1_3@1.4", "--json").out())
        .contains("\"carried\":[],\"elsewhere\":[{", "\"stillThere\":true");
    assertThat(SERVER.anonymous().get("/package/anvil_1_3?version=1.4").body())
        .contains("Not this attribute, but others", "/package/anvil?version=1.4");
    assertThat(shipped("anvil@6.6.6").exitCode()).isEqualTo(1);
  }

  /** What openssl@3.6.2 is to openssl_3_6: both are to be mended. */
  @Test
  void relativesAreToldOfAVersionThatIsStillThere() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3"), anvilAt("anvil_1_3", "1.3"), anvilAt("anvil_1", "1.2"), other());
    assertThat(shipped("anvil@1.3").out())
        .containsSubsequence("anvil 1.3", "Also carried at 1.3", "anvil_1_3 1.3", "still there")
        .doesNotContain("anvil_1 1.2", "hammer");
    assertThat(shipped("anvil@1.3", "--json").out())
        .containsPattern("\"elsewhere\":\\[\\{[^\\]]*\"attribute\":\"anvil_1_3\"");
    assertThat(SERVER.anonymous().get("/package/anvil.json?version=1.3").body())
        .containsPattern("\"elsewhere\":\\[\\{[^\\]]*\"attribute\":\"anvil_1_3\"");
    assertThat(SERVER.signIn(Role.TRIAGER).get("/package/anvil?version=1.3").body())
        .contains("/package/anvil_1_3?version=1.3", "About anvil alone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anvil@v1.3.1", "ANVIL@1.3.1", "Anvil@V1.3.1"})
  void caseAndALeadingVDoNotMatter(String asked) throws InterruptedException {
    ship(UNSTABLE, anvil("1.3.1"), other());
    Outcome found = shipped(asked);
    assertThat(found.exitCode()).isZero();
    assertThat(found.out()).contains("anvil 1.3.1", "still there");
  }

  @Test
  void pageShowsTheVersionAsItIsWritten() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3.1"), other());
    assertThat(SERVER.signIn(Role.TRIAGER).get("/package/anvil?version=V1.3.1").body())
        .contains("Draft an issue about anvil 1.3.1", "name=\"version\" value=\"1.3.1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anvil-1.3.1", "anvil 1.3.1"})
  void otherWaysToWriteAVersionAreNoAllClear(String asked) throws InterruptedException {
    ship(UNSTABLE, anvil("1.3.1"), other());
    Outcome refused = shipped(asked);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("write anvil@1.3.1");
  }

  @Test
  void seriesNamesItsVersions() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3.0"), other());
    ship(UNSTABLE, anvil("1.3.1"), other());
    ship(UNSTABLE, anvil("1.4"), other());
    Outcome series = shipped("anvil@1.3");
    assertThat(series.exitCode()).isEqualTo(1);
    assertThat(series.out()).contains("Carried were: 1.3.1, 1.3.0").doesNotContain("1.4");
  }

  @Test
  void commandSaysWhatWasNeverShipped() throws InterruptedException {
    ship(UNSTABLE, anvil("1.3"), other());
    Outcome version = shipped("anvil@6.6.6");
    assertThat(version.exitCode()).isEqualTo(1);
    assertThat(version.out()).contains("Carried were: 1.3");
    Outcome mistyped = shipped("anvill");
    assertThat(mistyped.exitCode()).isEqualTo(1);
    assertThat(mistyped.out()).contains("Nearest attributes: anvil");
    assertThat(shipped("@1.0").exitCode()).isEqualTo(2);
    assertThat(shipped().exitCode()).isEqualTo(2);
  }
}
