package org.snowguard.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.match.Records.record;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.core.project.Packages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.Verdict;

/** Links as a reader of the record would make them, over a small set of packages written for it. */
class MatcherTest {
  private static final ChannelPackages CHANNEL =
      Packages.channel(
          """
          git          | git 2.44.0       | https://git-scm.com/        | https://www.kernel.org/pub/software/scm/git/git-2.44.0.tar.xz | git-scm:git | Distributed version control system
          flex         | flex 2.6.4       | https://github.com/westes/flex | https://github.com/westes/flex/releases/download/v2.6.4/flex-2.6.4.tar.gz | | Fast lexical analyser generator
          hub          | hub 2.14.2       | https://hub.github.com/     | https://github.com/github/hub/archive/a.tar.gz | | Command-line wrapper for git
          cups         | cups 2.4.7       | https://openprinting.github.io/cups/ | https://github.com/OpenPrinting/cups/releases/download/v2.4.7/cups-2.4.7.tar.gz | | Standards-based printing system
          nodejs       | nodejs 20.11.0   | https://nodejs.org          | https://nodejs.org/dist/v20.11.0/node-v20.11.0.tar.xz | | Event-driven framework for JavaScript
          linux        | linux 6.6.1      | https://www.kernel.org/     | mirror://kernel/linux/kernel/v6.x/linux-6.6.1.tar.xz | linux:linux_kernel | The Linux kernel
          cpupower     | cpupower 6.6.1   | https://www.kernel.org/     | mirror://kernel/linux/kernel/v6.x/linux-6.6.1.tar.xz | | Tool to examine power saving
          python3      | python3 3.11.4   | https://www.python.org      | https://www.python.org/ftp/python/3.11.4/Python-3.11.4.tar.xz | | High-level dynamically-typed language
          chromium     | chromium 120.0   | https://www.chromium.org/   | | | Open source web browser from Google
          openssh      | openssh 9.7p1    | https://www.openssh.com/    | mirror://openbsd/OpenSSH/portable/openssh-9.7p1.tar.gz | openbsd:openssh | Implementation of the SSH protocol
          imagemagick  | imagemagick 7.1.1-20 | https://www.imagemagick.org/ | https://github.com/ImageMagick/ImageMagick/archive/7.1.1-20.tar.gz | | Suite for bitmap images
          python311Packages.requests | python3.11-requests 2.30.0 | https://requests.example/ | https://github.com/psf/requests/archive/a.tar.gz | | HTTP library for Python
          glibc        | glibc 2.38-27    | https://www.gnu.org/software/libc/ | mirror://gnu/glibc/glibc-2.38.tar.xz | gnu:glibc | GNU C Library
          matrix-synapse | matrix-synapse 1.100 | https://matrix.org      | https://github.com/element-hq/synapse/archive/a.tar.gz | | Matrix reference homeserver
          synapse      | synapse 0.2.99   | https://launchpad.net/synapse-project | https://launchpad.net/synapse-project/a.tar.xz | | Semantic launcher to start applications
          wordpressPackages.plugins.gutenberg | wordpress-plugin-gutenberg 18.0 | | https://plugins.svn.wordpress.org/gutenberg/tags/18.0
          wordpressPackages.themes.lantern | wordpress-theme-lantern 2.0 | | https://themes.svn.wordpress.org/lantern/2.0
          home-assistant-custom-components.solarview | solarview 5.0 | https://github.com/acme/solarview | https://github.com/acme/solarview/archive/a.tar.gz | | Home Assistant integration for solar panels
          emacsPackages.redis | emacs-redis 1.0 | https://github.com/emacs-pe/redis.el | https://github.com/emacs-pe/redis.el/archive/a.tar.gz | | Redis client
          redis        | redis 7.2        | https://redis.io            | https://github.com/redis/redis/archive/a.tar.gz | | Open source, advanced key-value store
          wamr         | wamr 2.0         | https://github.com/bytecodealliance/wasm-micro-runtime | https://github.com/bytecodealliance/wasm-micro-runtime/archive/a.tar.gz | | WebAssembly Micro Runtime
          fbthrift     | fbthrift 2024.03 | https://github.com/facebook/fbthrift | https://github.com/facebook/fbthrift/archive/a.tar.gz | | Facebook's branch of Apache Thrift
          thrift       | thrift 0.18      | https://thrift.apache.org/  | mirror://apache/thrift/0.18/thrift-0.18.tar.gz | | Library for scalable cross-language services
          moodle       | moodle 4.3       | https://moodle.org/         | https://download.moodle.org/a.tgz | | Free and open-source learning management system
          elfutils     | elfutils 0.190   | https://sourceware.org/elfutils/ | https://sourceware.org/elfutils/ftp/0.190/elfutils-0.190.tar.bz2 | | Utilities to handle ELF objects
          openjpeg     | openjpeg 2.5.0   | https://www.openjpeg.org/   | https://github.com/uclouvain/openjpeg/archive/a.tar.gz | | Open-source JPEG 2000 codec
          buffer       | buffer 0.9       | https://gtkbuffer.example/  | | | Minimal editor
          """);

  private final Matcher matcher =
      Matcher.of(
          List.of(CHANNEL), ProjectClustering.cluster(List.of(CHANNEL)), LearnedAliases.NONE);

  static Stream<Arguments> links() {
    return Stream.of(
        link(
            "a Jenkins plugin named as the package",
            "",
            record()
                .assigner("jenkins")
                .product(
                    "Jenkins project",
                    "Jenkins Git Plugin",
                    "cpe:2.3:a:jenkins:git:*:*:*:*:*:jenkins:*:*")),
        link(
            "another vendor's product of that name",
            "",
            record()
                .product("JetBrains", "Hub")
                .prose("In JetBrains Hub before 2022.3 stored XSS was possible")),
        link(
            "two vendors' products of one name",
            "cups",
            record()
                .product("OpenPrinting", "cups")
                .link("https://github.com/OpenPrinting/cups/security/advisories/GHSA-aaaa")
                .prose("OpenPrinting CUPS is an open source printing system.")),
        link(
            "punctuation in the name",
            "nodejs",
            record()
                .product("Node.js", "Node.js")
                .prose("The permission model of Node.js 20 can be circumvented.")),
        link(
            "product and vendor Linux",
            "linux",
            record()
                .repository(
                    "Linux",
                    "Linux",
                    "https://git.kernel.org/pub/scm/linux/kernel/git/stable/linux.git")
                .prose(
                    "In the Linux kernel, the following vulnerability has been resolved: a leak")),
        link(
            "CPE that nixpkgs asserts",
            "linux",
            record()
                .product("n/a", "n/a", "cpe:2.3:o:linux:linux_kernel:*:*:*:*:*:*:*:*")
                .prose("An issue was discovered in the Linux kernel before 6.6.5.")),
        link(
            "a series in the package's name",
            "python3",
            record().product("Python Software Foundation", "CPython")),
        link(
            "the distribution's name",
            "chromium",
            record()
                .product("Google", "Chrome")
                .prose(
                    "Use after free in V8 in Google Chrome prior to 120.0 allowed a remote"
                        + " attacker")),
        link(
            "a module of a registry",
            "requests",
            record()
                .packageName("requests", "requests", "https://pypi.python.org/")
                .prose("Requests is a HTTP library.")),
        link(
            "no product, the prose begins with the name",
            "elfutils",
            record()
                .product("n/a", "n/a")
                .prose("elfutils v0.189 was discovered to contain a NULL pointer dereference.")
                .link("https://sourceware.org/bugzilla/show_bug.cgi?id=1")),
        link(
            "the repository's owner tells namesakes apart",
            "matrix-synapse",
            record()
                .product("element-hq", "synapse")
                .title("Synapse allows a leak")
                .link("https://github.com/element-hq/synapse/security/advisories/GHSA-aaaa")
                .prose("Synapse is an open-source Matrix homeserver.")),
        link(
            "a WordPress plugin that is packaged",
            "gutenberg",
            record()
                .assigner("Patchstack")
                .packageName("Gutenberg", "gutenberg", "https://wordpress.org/plugins")
                .prose("Stored XSS in Gutenberg Team Gutenberg.")),
        link(
            "a WordPress theme that is packaged",
            "lantern",
            record()
                .assigner("Wordfence")
                .product("acme", "Lantern")
                .prose("The Lantern theme for WordPress is vulnerable to stored XSS.")),
        link(
            "an integration of Home Assistant that is packaged",
            "solarview",
            record()
                .product("n/a", "solarview")
                .prose("The Solarview integration for Home Assistant leaks passwords.")),
        link(
            "software that a content management system uses",
            "redis",
            record()
                .product("redis", "redis")
                .prose("Redis before 7.0, as used in Drupal and Joomla!, allows a leak.")),
        link("many builds of one product before another", "redis", manyBuilds()),
        link(
            "a server, not the Emacs client of its name",
            "redis",
            record()
                .product("redis", "redis")
                .link("https://github.com/redis/redis/security/advisories/GHSA-aaaa")
                .prose("Redis is an open source, in-memory database.")),
        link(
            "the vendor where the product is generic",
            "moodle",
            record()
                .product("Moodle", "LMS")
                .link("https://moodle.org/mod/forum/discuss.php?d=1")
                .prose("Moodle LMS before 4.3.1 allows XSS.")),
        link(
            "a vendor's other product of one name",
            "fbthrift",
            record()
                .product("Facebook", "Facebook Thrift")
                .prose("This issue affects Facebook Thrift prior to v2024.09.09.00.")),
        link(
            "a distributor's record",
            "openjpeg",
            record()
                .packageName("Enterprise Linux 9", "gimp:flatpak/openjpeg2", null)
                .title("Openjpeg: heap buffer overflow")
                .prose("A flaw was found in the OpenJPEG project.")
                .link("https://github.com/uclouvain/openjpeg/issues/1")),
        link(
            "only English words in common",
            "",
            record()
                .product("n/a", "n/a")
                .prose(
                    "A buffer overflow in the hub of Acme Router 3 allows a denial of service.")),
        link(
            "hardware",
            "",
            record()
                .product("Acme", "hub", "cpe:2.3:h:acme:hub:-:*:*:*:*:*:*:*")
                .prose("Acme hub fails.")));
  }

  private static Records manyBuilds() {
    Records record = record();
    for (int build = 0; build < 500; build++) {
      record.product("acme", "widget", "cpe:2.3:a:acme:widget:" + build + ":*:*:*:*:*:*:*");
    }
    return record.product("redis", "redis").link("https://github.com/redis/redis/issues/1");
  }

  private static Arguments link(String situation, String project, Records record) {
    return Arguments.of(situation, project, record.build());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("links")
  void linksToTheProjectThatAReaderWould(
      String situation, String project, VulnerabilityRecord record) {
    List<String> suggested =
        matcher.match(record).stream()
            .filter(one -> one.tier() != Tier.WEAK)
            .map(Suggestion::project)
            .toList();

    assertThat(suggested).as(situation).isEqualTo(project.isEmpty() ? List.of() : List.of(project));
  }

  @Test
  void findsThePackageWhosePatchNamesAnAlias() {
    ChannelPackages patched =
        new ChannelPackages(
            "nixos-test",
            List.of(
                Packages.of("redis | redis 7.2")
                    .withSources(
                        new PackageSources(
                            List.of(new Patch("fix-GHSA-cfgh-2345-jmpq.patch", List.of())),
                            List.of(),
                            null,
                            Set.of()))));
    Matcher patches =
        Matcher.of(
            List.of(patched), ProjectClustering.cluster(List.of(patched)), LearnedAliases.NONE);

    assertThat(patches.match(record().alias("GHSA-cfgh-2345-jmpq").prose("A leak.").build()))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.evidence()).extracting(Evidence::kind).contains("named_in_package"));
  }

  @Test
  void saysNothingOfARejectedRecord() {
    assertThat(matcher.match(record().product("Linux", "Linux").rejected().build())).isEmpty();
  }

  @Test
  void explainsEveryPointOfItsProbability() {
    VulnerabilityRecord record =
        record().product("redis", "redis").link("https://github.com/redis/redis/issues/1").build();

    Suggestion first = matcher.match(record).getFirst();

    double logit =
        Stream.concat(first.evidence().stream(), first.against().stream())
            .mapToDouble(Evidence::weight)
            .sum();
    assertThat(1 / (1 + Math.exp(-logit)))
        .isCloseTo(first.probability(), org.assertj.core.data.Offset.offset(0.0001));
    assertThat(first.evidence())
        .anySatisfy(
            one -> {
              assertThat(one.kind()).isEqualTo("repository_referenced");
              assertThat(one.value()).isEqualTo("github.com/redis/redis");
              assertThat(one.pointer()).isEqualTo("/containers/cna/references/0/url");
            });
  }

  @Test
  void judgesThePackagesByTheEntriesOfTheirProject() {
    VulnerabilityRecord record =
        record().product("redis", "redis").link("https://github.com/redis/redis/issues/1").build();

    assertThat(matcher.match(record).getFirst().packages())
        .singleElement()
        .satisfies(
            judged -> {
              assertThat(judged.attribute()).isEqualTo("redis");
              assertThat(judged.judgement())
                  .extracting(Judgement::verdict)
                  .as(judged.judgement().text())
                  .isEqualTo(Verdict.AFFECTED);
              assertThat(judged.patchesKnown()).isTrue();
            });
  }

  @Test
  void learnsFromDecisionsOfPeople() {
    VulnerabilityRecord record = record().product("JetBrains", "Hub").build();
    assertThat(probability(refutedBy(2, "JetBrains", "Hub", "hub"), record, "hub"))
        .isLessThan(probability(matcher, record, "hub"));
  }

  @Test
  void onePersonAloneHidesNothingAndTwoFold() {
    VulnerabilityRecord record =
        record()
            .product(null, "moodle")
            .link("https://moodle.org/mod/forum/discuss.php?d=1")
            .build();
    double before = probability(matcher, record, "moodle");
    assertThat(before).isGreaterThan(0.5);
    Suggestion one = only(refutedBy(1, "", "moodle", "moodle"), record);
    assertThat(one.tier()).isEqualTo(Tier.POSSIBLE);
    assertThat(one.probability()).isLessThan(before);
    assertThat(one.foldedBy()).isEmpty();
    Suggestion two = only(refutedBy(2, "", "moodle", "moodle"), record);
    assertThat(two.tier()).isEqualTo(Tier.WEAK);
    assertThat(two.foldedBy()).contains("moodle");
  }

  @Test
  void lessonAboutAPackageNameIsFoundByItsVendorAndThePackageName() {
    VulnerabilityRecord record = record().packageName("Suite", "moodle", null).build();
    double before = probability(matcher, record, "moodle");
    assertThat(probability(refutedBy(2, "some distributor", "moodle", "moodle"), record, "moodle"))
        .isLessThan(before);
    assertThat(probability(refutedBy(2, "some distributor", "Suite", "moodle"), record, "moodle"))
        .isEqualTo(before);
  }

  /** Who knows the name by a decision knows better than the spelling of it. */
  @Test
  void aLearnedAliasPushesAsideTheProjectOfThatSpelling() {
    VulnerabilityRecord stated = record().product("redis", "redis").build();
    assertThat(against(matcher, stated, "redis")).doesNotContain("outranked");
    assertThat(against(aliased("redis", "redis", "moodle"), stated, "redis")).contains("outranked");
  }

  @Test
  void aLearnedAliasOfACoordinateClaimsItsName() {
    VulnerabilityRecord osv = record().coordinate("openjpeg", "https://pypi.org").build();
    assertThat(against(matcher, osv, "openjpeg")).doesNotContain("outranked");
    Matcher taught = aliased("", "openjpeg", "moodle");
    assertThat(against(taught, osv, "openjpeg")).contains("outranked");
    assertThat(taught.match(osv).getFirst().evidence())
        .filteredOn(one -> one.kind().equals("learned_alias"))
        .extracting(Evidence::pointer)
        .containsExactly("/affected/0/package/name");
  }

  private static List<String> against(Matcher matcher, VulnerabilityRecord record, String project) {
    return matcher.weigh(record).stream()
        .filter(one -> one.project().key().equals(project))
        .flatMap(one -> one.evidence().stream())
        .filter(one -> one.weight() < 0)
        .map(Evidence::kind)
        .toList();
  }

  private static Matcher aliased(String vendor, String product, String project) {
    List<String> lines =
        List.of(
            "vendor\tproduct\tproject\tkind\tpeople",
            "%s\t%s\t%s\talias\t2".formatted(vendor, product, project));
    return Matcher.of(
        List.of(CHANNEL),
        ProjectClustering.cluster(List.of(CHANNEL)),
        LearnedAliases.parse("aliases.tsv", lines));
  }

  private static Suggestion only(Matcher matcher, VulnerabilityRecord record) {
    return matcher.match(record).stream()
        .filter(one -> one.project().equals("moodle"))
        .findFirst()
        .orElseThrow();
  }

  private static Matcher refutedBy(int people, String vendor, String product, String project) {
    List<String> lines =
        List.of(
            "vendor\tproduct\tproject\tkind\tpeople",
            "%s\t%s\t%s\tanti_alias\t%d".formatted(vendor, product, project, people));
    return Matcher.of(
        List.of(CHANNEL),
        ProjectClustering.cluster(List.of(CHANNEL)),
        LearnedAliases.parse("aliases.tsv", lines));
  }

  private static double probability(Matcher matcher, VulnerabilityRecord record, String project) {
    return matcher.weigh(record).stream()
        .filter(one -> one.project().key().equals(project))
        .mapToDouble(WeighedProject::probability)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void earlierBuildsAreJudgedAsThoseOfToday() {
    VulnerabilityRecord known =
        record().product("ImageMagick", "ImageMagick").versions("< 7.1.1-18").build();
    assertThat(
            matcher.judgeEarlier(
                known,
                "imagemagick",
                List.of(
                    Packages.of("imagemagick | imagemagick 7.1.1-15"),
                    Packages.of("imagemagick | imagemagick 7.1.1-18"))))
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.AFFECTED, Verdict.NOT_AFFECTED);

    // Nothing of the record leads to it; people linked it, and the record has one product alone.
    assertThat(matcher.judgeEarlier(known, "redis", List.of(Packages.of("redis | redis 7.1.1-15"))))
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.AFFECTED);
  }
}
