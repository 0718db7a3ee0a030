package org.snowguard.server.nixpkgs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.snowguard.server.nixpkgs.Packages.channel;
import static org.snowguard.server.nixpkgs.Packages.metadata;
import static org.snowguard.server.nixpkgs.Packages.withPatches;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.nixpkgs.Channels.SnapshotChange;

class ChannelsTest {

  private static final String UNSTABLE = "nixos-unstable";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final Channels channels =
      new Channels(
          database.jdbi(), new EventLog(database.jdbi(), clock), database.transactions(), clock);
  private final PackageIndex index = new PackageIndex(database.jdbi(), database.transactions());

  @BeforeEach
  void empty() {
    database
        .jdbi()
        .useHandle(handle -> handle.execute("truncate channel, package_metadata, event cascade"));
  }

  private static SnapshotOrigin origin(String packages, @Nullable String sources) {
    return new SnapshotOrigin(null, null, packages, sources);
  }

  private SnapshotChange store(String fingerprint, NixPackage... packages) {
    clock.advance(Duration.ofHours(1));
    return channels.store(
        channels.register(UNSTABLE), origin(fingerprint, null), channel(UNSTABLE, packages));
  }

  @Test
  void packagesComeBackAsTheyWere() {
    NixPackage patched = withPatches(Packages.of("zlib 1.3"), "CVE-2024-0001.patch");
    channels.store(
        channels.register(UNSTABLE),
        origin("a", "s"),
        channel(UNSTABLE, Packages.of("curl 8.9"), patched));
    assertThat(index.load().packages())
        .containsExactly(new ChannelPackages(UNSTABLE, List.of(Packages.of("curl 8.9"), patched)));
  }

  @Test
  void unchangedPackagesAreReadOnce() {
    Channel unstable = channels.register(UNSTABLE);
    store("a", Packages.of("curl 8.9"), Packages.of("git 2.44"), Packages.of("zlib 1.3"));
    List<NixPackage> before = index.load().packages().getFirst().packages();
    store("b", Packages.of("curl 8.10"), Packages.of("git 2.44"), Packages.of("zlib 1.3"));
    NixPackage patched = withPatches(Packages.of("zlib 1.3"), "CVE-2024-0001.patch");
    channels.store(
        unstable,
        origin("b", "s"),
        channel(UNSTABLE, Packages.of("curl 8.10"), Packages.of("git 2.44"), patched));
    List<NixPackage> after = index.load().packages().getFirst().packages();
    assertThat(after).containsExactly(Packages.of("curl 8.10"), Packages.of("git 2.44"), patched);
    assertThat(after.get(1)).isSameAs(before.get(1));
  }

  @Test
  void unchangedPackagesTakeNoRoom() {
    store("a", Packages.of("curl 8.9"), Packages.of("zlib 1.3"));
    SnapshotChange change = store("b", Packages.of("curl 8.10"), Packages.of("zlib 1.3"));
    assertThat(change.changed()).isEqualTo(1);
    assertThat(count("package_span")).isEqualTo(3);
    assertThat(index.history("curl"))
        .extracting(PackageSpan::version)
        .containsExactly("8.10", "8.9");
    assertThat(index.history("zlib")).hasSize(1);
  }

  @Test
  void spanEndsWhenTheNextSnapshotIsSeen() {
    store("a", Packages.of("curl 8.9"));
    store("b", Packages.of("curl 8.10"));
    List<PackageSpan> history = index.history("curl");
    assertThat(history.getFirst().until()).isNull();
    assertThat(history.getLast().until()).isEqualTo(history.getFirst().since());
  }

  @Test
  void droppedPackageComesBackAsANewSpan() {
    store("a", Packages.of("curl 8.9"), Packages.of("zlib 1.3"));
    assertThat(store("b", Packages.of("curl 8.9")).removed()).isEqualTo(1);
    assertThat(index.current(List.of("zlib"))).isEmpty();
    assertThat(store("c", Packages.of("curl 8.9"), Packages.of("zlib 1.3")).added()).isEqualTo(1);
    assertThat(index.history("zlib")).hasSize(2);
  }

  @Test
  void sourcesThatArriveLaterAddKnowledgeAndNoSnapshot() {
    Channel unstable = channels.register(UNSTABLE);
    channels.store(unstable, origin("a", null), channel(UNSTABLE, Packages.of("zlib 1.3")));
    PackageSpan before = index.current(List.of("zlib")).getFirst();
    channels.store(
        unstable,
        origin("a", "s"),
        channel(UNSTABLE, withPatches(Packages.of("zlib 1.3"), "CVE-2024-0001.patch")));
    PackageSpan after = index.current(List.of("zlib")).getFirst();
    assertThat(before.patchesKnown()).isFalse();
    assertThat(after.patchesKnown()).isTrue();
    assertThat(after.factsId()).isNotEqualTo(before.factsId());
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(count("snapshot")).isEqualTo(1);
    assertThat(index.sources(after).orElseThrow().patches()).hasSize(1);
  }

  private static SnapshotOrigin at(String revision, @Nullable String sources) {
    return new SnapshotOrigin(revision, null, "packages of " + revision, sources);
  }

  private SnapshotChange advance(String revision, NixPackage... packages) {
    return channels.store(
        channels.register(UNSTABLE), at(revision, null), channel(UNSTABLE, packages));
  }

  private SnapshotChange evaluated(String revision, NixPackage... packages) {
    return channels.store(
        channels.register(UNSTABLE), at(revision, "s"), channel(UNSTABLE, packages));
  }

  private Snapshot current() {
    return channels.current(channels.register(UNSTABLE)).orElseThrow();
  }

  @Test
  void unchangedPackageKeepsItsPatches() {
    NixPackage patched = withPatches(Packages.of("zlib 1.3"), "CVE-2024-0001.patch");
    evaluated("r1", Packages.of("curl 8.9"), patched);
    SnapshotChange change = advance("r2", Packages.of("curl 8.10"), Packages.of("zlib 1.3"));
    assertThat(change.changed()).isEqualTo(1);
    PackageSpan zlib = index.current(List.of("zlib")).getFirst();
    assertThat(zlib.patchesKnown()).isTrue();
    assertThat(index.sources(zlib)).contains(requireNonNull(patched.sources()));
    assertThat(index.history("zlib")).hasSize(1);
    assertThat(current().patchesKnown()).isFalse();
    assertThat(current().patchesCarried()).isTrue();
    assertThat(current().patchesRevision()).isEqualTo("r1");
    assertThat(current().patchesUnread()).isEqualTo(1);
  }

  @Test
  void changedPackageHasUnknownPatches() {
    evaluated("r1", withPatches(Packages.of("zlib 1.3"), "CVE-2024-0001.patch"));
    advance("r2", Packages.of("zlib 1.3.1"));
    PackageSpan zlib = index.current(List.of("zlib")).getFirst();
    assertThat(zlib.patchesKnown()).isFalse();
    assertThat(index.sources(zlib)).isEmpty();
  }

  @Test
  void patchesAreCarriedOverSeveralSnapshots() {
    evaluated("r1", withPatches(Packages.of("zlib 1.3"), "CVE-2024-0001.patch"));
    advance("r2", Packages.of("zlib 1.3"));
    advance("r3", Packages.of("zlib 1.3"));
    assertThat(index.current(List.of("zlib"))).allMatch(PackageSpan::patchesKnown);
    assertThat(current().patchesRevision()).isEqualTo("r1");
  }

  @Test
  void carriedPatchesCountWithNewMetadata() {
    NixPackage patched = withPatches(Packages.of("zlib 1.3"), "CVE-2024-0001.patch");
    evaluated("r1", patched);
    NixPackage insecure =
        new NixPackage(
            "zlib", "zlib-1.3", "zlib", "1.3", metadata("A package", List.of("It leaks")), null);
    assertThat(advance("r2", insecure).changed()).isEqualTo(1);
    assertThat(index.load().packages().getFirst().packages())
        .containsExactly(insecure.withSources(patched.sources()));
  }

  @ParameterizedTest
  @CsvSource({
    "pkgs/example.nix:1, pkgs/example.nix:2", // a patch above it came or went
    "pkgs/example.nix:1, pkgs/other.nix:1",
    "pkgs/example.nix:1,",
    ", pkgs/example.nix:1",
  })
  void packageWhoseExpressionMovedHasUnknownPatches(
      @Nullable String before, @Nullable String after) {
    evaluated("r1", withPatches(Packages.at("zlib 1.3", before), "CVE-2024-0001.patch"));
    advance("r2", Packages.at("zlib 1.3", after));
    PackageSpan zlib = index.current(List.of("zlib")).getFirst();
    assertThat(zlib.patchesKnown()).isFalse();
    assertThat(index.sources(zlib)).isEmpty();
  }

  @Test
  void evaluationOfTheRevisionFillsInWhatIsMissing() {
    evaluated("r1", withPatches(Packages.of("zlib 1.3"), "CVE-2024-0001.patch"));
    advance("r2", Packages.of("zlib 1.3.1"));
    NixPackage evaluated = withPatches(Packages.of("zlib 1.3.1"), "CVE-2026-0002.patch");
    assertThat(
            channels.learn(
                channels.register(UNSTABLE), "r2", "s2", found -> channel(UNSTABLE, evaluated)))
        .isPresent();
    assertThat(index.load().packages().getFirst().packages()).containsExactly(evaluated);
    assertThat(current().patchesKnown()).isTrue();
    assertThat(current().patchesRevision()).isEqualTo("r2");
    assertThat(current().patchesUnread()).isZero();
    assertThat(count("snapshot")).isEqualTo(2);
  }

  private void learn(String revision, String patch) {
    NixPackage zlib = withPatches(Packages.of("zlib 1.3"), patch);
    assertThat(
            channels.learn(
                channels.register(UNSTABLE),
                revision,
                "evaluation with " + patch,
                found -> channel(UNSTABLE, zlib)))
        .isPresent();
  }

  private List<String> patchesOverTime() {
    return index.history("zlib").stream()
        .map(span -> index.sources(span).orElseThrow().patches().getFirst().name())
        .toList();
  }

  @Test
  void patchesThatAnEarlierSnapshotHadStayItsOwn() {
    evaluated("r1", withPatches(Packages.of("zlib 1.3"), "CVE-2024-0001.patch"));
    advance("r2", Packages.of("zlib 1.3"));
    learn("r2", "CVE-2026-0002.patch");
    assertThat(patchesOverTime()).containsExactly("CVE-2026-0002.patch", "CVE-2024-0001.patch");
    assertThat(index.history("zlib").getLast().until())
        .isEqualTo(index.history("zlib").getFirst().since());
    learn("r2", "CVE-2026-0003.patch");
    assertThat(patchesOverTime()).containsExactly("CVE-2026-0003.patch", "CVE-2024-0001.patch");
  }

  @Test
  void patchesThatNobodyKnewBeforeMakeNoStep() {
    advance("r1", Packages.of("zlib 1.3"));
    advance("r2", Packages.of("zlib 1.3"));
    learn("r2", "CVE-2026-0002.patch");
    assertThat(patchesOverTime()).containsExactly("CVE-2026-0002.patch");
  }

  @Test
  void evaluationOfARevisionThatWasPassedIsNotTaken() {
    advance("r1", Packages.of("zlib 1.3"));
    advance("r2", Packages.of("zlib 1.3"));
    assertThat(
            channels.learn(
                channels.register(UNSTABLE),
                "r1",
                "s1",
                found -> channel(UNSTABLE, withPatches(Packages.of("zlib 1.3"), "a.patch"))))
        .isEmpty();
    assertThat(index.current(List.of("zlib"))).noneMatch(PackageSpan::patchesKnown);
  }

  @Test
  void samePackagesAtAnotherRevisionAreAnotherSnapshot() {
    Channel unstable = channels.register(UNSTABLE);
    ChannelPackages zlib = channel(UNSTABLE, Packages.of("zlib 1.3"));
    channels.store(unstable, new SnapshotOrigin("r1", null, "a", null), zlib);
    channels.store(unstable, new SnapshotOrigin("r2", null, "a", null), zlib);
    assertThat(channels.latest(unstable, 5))
        .extracting(Snapshot::revision)
        .containsExactly("r2", "r1");
    assertThat(count("package_span")).isEqualTo(1);
  }

  @Test
  void fileThatAChannelHasPassedIsToldFromANewOne() {
    advance("r1", Packages.of("zlib 1.3"));
    advance("r2", Packages.of("zlib 1.3.1"));
    Channel unstable = channels.register(UNSTABLE);
    assertThat(channels.wasPassed(unstable, origin("packages of r1", null))).isTrue();
    assertThat(channels.wasPassed(unstable, origin("packages of r2", null))).isFalse();
    assertThat(channels.wasPassed(unstable, origin("another", null))).isFalse();
  }

  @Test
  void factsOfTwoChannelsAreOne() {
    store("a", Packages.of("zlib 1.3"));
    Channel stable = channels.register("nixos-26.05");
    channels.store(stable, origin("b", null), channel("nixos-26.05", Packages.of("zlib 1.3")));
    assertThat(index.current(List.of("zlib")))
        .hasSize(2)
        .extracting(PackageSpan::factsId)
        .containsOnly(index.current(List.of("zlib")).getFirst().factsId());
    assertThat(count("package_metadata")).isEqualTo(1);
  }

  @Test
  void failureHalfWayLeavesNothing() {
    NixPackage twice = Packages.of("zlib 1.3");
    assertThatThrownBy(() -> store("a", Packages.of("curl 8.9"), twice, twice))
        .hasMessageContaining("package_span_current");
    assertThat(count("snapshot")).isZero();
    assertThat(count("package_span")).isZero();
    assertThat(count("event")).isZero();
  }

  @Test
  void nameTellsStatusAndOrder() {
    channels.register("nixos-18.03");
    channels.register("nixos-26.05");
    channels.register(UNSTABLE);
    assertThat(channels.all())
        .extracting(Channel::name)
        .containsExactly(UNSTABLE, "nixos-26.05", "nixos-18.03");
    assertThat(channels.all()).extracting(Channel::supported).containsExactly(true, true, false);
    assertThat(channels.all())
        .extracting(Channel::branch)
        .containsExactly("master", "release-26.05", "release-18.03");
  }

  @Test
  void sameFilesAreCurrent() {
    Channel unstable = channels.register(UNSTABLE);
    channels.store(unstable, origin("a", "s"), channel(UNSTABLE, Packages.of("zlib 1.3")));
    assertThat(channels.isCurrent(unstable, origin("a", "s"))).isTrue();
    assertThat(channels.isCurrent(unstable, origin("a", null))).isFalse();
    assertThat(channels.isCurrent(unstable, origin("b", "s"))).isFalse();
  }

  private static long count(String table) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select count(*) from " + table).mapTo(long.class).one());
  }
}
