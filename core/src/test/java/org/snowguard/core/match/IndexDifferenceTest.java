package org.snowguard.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.match.Records.record;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.Maintainer;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.core.project.Packages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * A record that looks up no key of a changed part is matched as before; those that do are the ones
 * named in the table.
 */
class IndexDifferenceTest {
  private static final List<String> PACKAGES =
      """
      openssl     | openssl 3.0.1  | https://www.openssl.org | https://github.com/openssl/openssl/archive/a.tar.gz | openssl:openssl | Library of cryptography
      openssl_1_1 | openssl 1.1.1  | https://www.openssl.org | https://github.com/openssl/openssl/archive/a.tar.gz | openssl:openssl | Library of cryptography
      curl        | curl 8.0       | https://curl.se         | https://github.com/curl/curl/archive/a.tar.gz | haxx:curl | Transfers files
      redis       | redis 7.2      | https://redis.io        | https://github.com/redis/redis/archive/a.tar.gz | | Key-value store
      hub         | hub 2.14.2     | https://hub.github.com/ | https://github.com/github/hub/archive/a.tar.gz | | Command-line wrapper
      zlib        | zlib 1.3       | https://zlib.net        | | | Compression
      """
          .lines()
          .toList();

  private static final List<VulnerabilityRecord> RECORDS =
      List.of(
          record().id("CVE-2000-0001").product("OpenSSL", "OpenSSL").build(),
          record()
              .id("CVE-2000-0002")
              .product("Haxx", "libcurl", "cpe:2.3:a:haxx:curl:*:*:*:*:*:*:*:*")
              .build(),
          record().id("CVE-2000-0003").product("n/a", "n/a").link(redisIssue()).build(),
          record()
              .id("CVE-2000-0004")
              .product("n/a", "n/a")
              .prose("Frobnicator before 2.0 overflows a buffer.")
              .build(),
          record().id("CVE-2000-0005").product("Acme", "Zlib").build(),
          record().id("CVE-2000-0006").product("JetBrains", "Hub").build(),
          record().id("CVE-2000-0007").product("Nobody", "Unpackaged").build());

  private static String redisIssue() {
    return "https://github.com/redis/redis/issues/1";
  }

  private static final LearnedAlias HUB_IS_NOT_HUB =
      new LearnedAlias("JetBrains", "Hub", "hub", LearnedAlias.Kind.ANTI_ALIAS, 1);

  record World(List<NixPackage> packages, List<LearnedAlias> lessons) {
    Matcher matcher() {
      List<ChannelPackages> channels = List.of(new ChannelPackages("nixos-test", packages));
      return Matcher.of(channels, ProjectClustering.cluster(channels), new LearnedAliases(lessons));
    }
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("nothing", world(), List.of()),
        Arguments.of("a version is bumped", changed("curl 8.0", "curl 8.1"), List.of(2)),
        Arguments.of("a package is dropped", without("redis "), List.of(3)),
        Arguments.of("a package comes that only prose names", with("frobnicator"), List.of(4)),
        Arguments.of("a package is renamed", changed("zlib ", "zlib-ng "), List.of(5)),
        Arguments.of("one of two attributes goes", without("openssl_1_1"), List.of(1)),
        Arguments.of(
            "a project is split",
            changed(
                "openssl 1.1.1  | https://www.openssl.org | https://github.com/openssl/openssl/",
                "openssl 1.1.1  | https://old.example | https://github.com/old/opensslold/"),
            List.of(1)),
        Arguments.of("nothing that anybody asks for comes", with("unrelated"), List.of()),
        Arguments.of("a patch is added", patched("zlib", "fix-CVE-2000-0007.patch"), List.of(5, 7)),
        Arguments.of(
            "a lesson is taught",
            new World(world().packages(), List.of(HUB_IS_NOT_HUB)),
            List.of(6)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void onlyRecordsThatMeetAChangedPartAreMatchedOtherwise(
      String what, World after, List<Integer> met) {
    expectSame(world().matcher(), after.matcher(), met);
    expectSame(after.matcher(), world().matcher(), met);
  }

  private static void expectSame(Matcher before, Matcher after, List<Integer> met) {
    IndexDifference difference = IndexDifference.between(before.parts(), after.parts());
    List<Integer> meeting = new ArrayList<>();
    for (int i = 0; i < RECORDS.size(); i++) {
      VulnerabilityRecord one = RECORDS.get(i);
      TracedMatch old = before.trace(one);
      if (old.lookups().meets(difference.keys())) {
        meeting.add(i + 1);
      } else {
        assertThat(after.trace(one)).isEqualTo(old);
      }
    }
    assertThat(meeting).isEqualTo(met);
  }

  @Test
  void tracingChangesNothing() {
    Matcher matcher = world().matcher();
    for (VulnerabilityRecord one : RECORDS) {
      assertThat(matcher.trace(one).suggestions()).isEqualTo(matcher.match(one));
    }
  }

  @Test
  void otherLessonsNeedNoNewIndex() {
    World taught = new World(world().packages(), List.of(HUB_IS_NOT_HUB));
    Matcher quick = world().matcher().with(new LearnedAliases(taught.lessons()));
    assertThat(quick.parts()).isEqualTo(taught.matcher().parts());
    assertThat(quick.trace(RECORDS.get(5))).isEqualTo(taught.matcher().trace(RECORDS.get(5)));
  }

  @Test
  void keysSurviveBeingStored() {
    LookupKeys keys = world().matcher().trace(RECORDS.getFirst()).lookups();
    assertThat(LookupKeys.fromBytes(keys.toBytes())).isEqualTo(keys);
    assertThat(keys.isEmpty()).isFalse();
  }

  /** Whoever gives packages another field decides here whether matches may depend on it. */
  @Test
  void everyFieldThatMatchesMayDependOnIsInTheDigest() throws ReflectiveOperationException {
    Set<String> told =
        Stream.concat(
                differing(
                    PackageMetadata.class,
                    PackageMetadata.NONE,
                    FULL,
                    metadata ->
                        new NixPackage("zlib", "zlib-1.3", "zlib", "1.3", metadata, SOURCES)),
                differing(
                    PackageSources.class,
                    SOURCES,
                    FULL_SOURCES,
                    sources ->
                        new NixPackage(
                            "zlib", "zlib-1.3", "zlib", "1.3", PackageMetadata.NONE, sources)))
            .collect(Collectors.toSet());
    assertThat(told).containsExactlyInAnyOrder("position", "maintainers", "licenses");
  }

  /** Many records look at a project's names, and few suggest it. */
  @Test
  void versionBumpTouchesOnlyRecordsThatSuggestTheProject() {
    List<VulnerabilityRecord> records =
        List.of(
            record().id("CVE-2000-0011").product("haxx", "curl").build(),
            record().id("CVE-2000-0012").product("Acme", "Curl").build(),
            record()
                .id("CVE-2000-0013")
                .product("Acme", "Anvil", "cpe:2.3:h:acme:anvil:*:*:*:*:*:*:*:*")
                .prose("Acme Anvil before 2.0 is opened by curl commands.")
                .build(),
            record()
                .id("CVE-2000-0014")
                .product("WordPress", "Curl", "cpe:2.3:a:acme:curl:*:*:*:*:*:wordpress:*:*")
                .prose("The Curl plugin for WordPress lets strangers in.")
                .build());
    Matcher before = world().matcher();
    Matcher after = changed("curl 8.0", "curl 8.1").matcher();
    LookupKeys keys = IndexDifference.between(before.parts(), after.parts()).keys();
    int suggested = 0;
    for (VulnerabilityRecord one : records) {
      assertThat(before.weigh(one)).as("what %s looks at", one.id()).isNotEmpty();
      TracedMatch match = before.trace(one);
      boolean suggests =
          match.suggestions().stream().anyMatch(made -> made.project().equals("curl"));
      assertThat(match.lookups().meets(keys)).as(one.id()).isEqualTo(suggests);
      suggested += suggests ? 1 : 0;
    }
    assertThat(suggested).isBetween(1, records.size() - 1);
  }

  /** Not every look at the packages ends in a suggestion: the look alone makes a record depend. */
  @Test
  void whoLookedAtThePackagesIsTouchedByABumpWithoutASuggestion() {
    VulnerabilityRecord none = RECORDS.getLast();
    Matcher before = world().matcher();
    LookupKeys bumped =
        IndexDifference.between(before.parts(), changed("curl 8.0", "curl 8.1").matcher().parts())
            .keys();
    LookupKeys.Builder looked = new LookupKeys.Builder();
    Matcher noting = before.noting(looked);
    assertThat(noting.match(none)).isEmpty();
    assertThat(looked.build().meets(bumped)).isFalse();
    noting.judgeLinked(none, "curl");
    assertThat(looked.build().meets(bumped)).as("after judging its packages").isTrue();
  }

  /** Links are weighed by the profile alone: whoever gives it another component is told here. */
  @Test
  void everyComponentOfAProfileIsInTheDigestOfItsLinks() throws ReflectiveOperationException {
    ProjectProfile plain =
        profile(new NixPackage("a", "a-1", "a", "1", PackageMetadata.NONE, null), null);
    ProjectProfile full =
        profile(
            new NixPackage("python3Packages.b", "b-1", "b", "1", FULL, FULL_SOURCES), "variant");
    RecordComponent[] components = ProjectProfile.class.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    for (int changed = 0; changed < components.length; changed++) {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        values[i] = components[i].getAccessor().invoke(i == changed ? full : plain);
      }
      ProjectProfile other = ProjectProfile.class.getDeclaredConstructor(types).newInstance(values);
      assertThat(IndexParts.digest(other))
          .as(components[changed].getName())
          .isNotEqualTo(IndexParts.digest(plain));
    }
  }

  private static ProjectProfile profile(NixPackage one, @Nullable String variantOf) {
    return ProjectProfile.of(
        new ProjectGroup("group", List.of(one.attribute()), variantOf, List.of()),
        List.of(one),
        MatchTables.shipped().nameWords());
  }

  private static final PackageSources SOURCES =
      new PackageSources(List.of(), List.of(), null, Set.of());
  private static final PackageSources FULL_SOURCES =
      new PackageSources(
          List.of(new Patch("CVE-2000-0001.patch", List.of())),
          List.of("https://github.com/a/b/archive/1.tar.gz"),
          "v1",
          Set.of("go"));
  private static final PackageMetadata FULL =
      new PackageMetadata(
          "text",
          List.of("https://home.example/"),
          "changes",
          "https://download.example/",
          "pkgs/a.nix:1",
          "program",
          List.of(new Maintainer(1L, "alice", "Alice")),
          Set.of("x86_64-linux"),
          List.of(new AssertedCpe("a", "b")),
          List.of("pkg:npm/a"),
          List.of("insecure"),
          false,
          true,
          List.of("MIT"));

  /** Names of components that may differ without another digest. */
  private static <R extends Record> Stream<String> differing(
      Class<R> type, R plain, R full, Function<R, NixPackage> packaged)
      throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    List<String> untold = new ArrayList<>();
    for (int changed = 0; changed < components.length; changed++) {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        values[i] = components[i].getAccessor().invoke(i == changed ? full : plain);
      }
      R other = type.getDeclaredConstructor(types).newInstance(values);
      if (digest(packaged.apply(plain)).equals(digest(packaged.apply(other)))) {
        untold.add(components[changed].getName());
      }
    }
    return untold.stream();
  }

  private static String digest(NixPackage one) {
    return new World(List.of(one), List.of())
        .matcher().parts().stream().map(IndexPart::digest).collect(Collectors.joining(" "));
  }

  private static World world() {
    return of(PACKAGES);
  }

  private static World of(List<String> lines) {
    return new World(lines.stream().map(Packages::of).toList(), List.of());
  }

  private static World changed(String from, String to) {
    return of(PACKAGES.stream().map(line -> line.replace(from, to)).toList());
  }

  private static World without(String start) {
    return of(PACKAGES.stream().filter(line -> !line.startsWith(start)).toList());
  }

  private static World with(String name) {
    List<String> lines = new ArrayList<>(PACKAGES);
    lines.add(name + " | " + name + " 1.0 | https://" + name + ".example/");
    return of(lines);
  }

  private static World patched(String attribute, String patch) {
    List<NixPackage> packages =
        world().packages().stream()
            .map(
                one ->
                    one.attribute().equals(attribute)
                        ? one.withSources(
                            new PackageSources(
                                List.of(new Patch(patch, List.of())), List.of(), null, Set.of()))
                        : one)
            .toList();
    return new World(packages, List.of());
  }
}
