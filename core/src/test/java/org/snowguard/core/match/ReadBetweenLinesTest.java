package org.snowguard.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.match.Records.record;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.project.Packages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.record.VulnerabilityRecord;

/** Records that do not simply name the package: what a careful reader still takes from them. */
class ReadBetweenLinesTest {
  private static final ChannelPackages CHANNEL =
      Packages.channel(
          """
          go               | go 1.26.4        | https://go.dev/             | https://go.dev/dl/go1.26.4.src.tar.gz | golang:go | Go programming language
          linux            | linux 6.6.1      | https://www.kernel.org/     | mirror://kernel/linux/kernel/v6.x/linux-6.6.1.tar.xz | linux:linux_kernel | The Linux kernel
          redis            | redis 7.2        | https://redis.io            | https://github.com/redis/redis/archive/a.tar.gz | | Open source, advanced key-value store
          python313Packages.redis | python3.13-redis 5.0 | https://github.com/redis/redis-py | https://github.com/redis/redis-py/archive/a.tar.gz | | Client for the key-value store
          htmldoc          | htmldoc 1.9.18   | https://michaelrsweet.github.io/htmldoc | https://github.com/michaelrsweet/htmldoc/archive/a.tar.gz | | Converts documents
          nextcloud33      | nextcloud 33.0   | https://nextcloud.com       | https://download.nextcloud.com/server/a.tar.bz2 | | Sharing solution for files
          nextcloud-client | nextcloud-client 33.0 | https://nextcloud.com  | https://github.com/nextcloud/desktop/archive/a.tar.gz | | Desktop sync client
          gst_all_1.gstreamer | gstreamer 1.26 | https://gstreamer.freedesktop.org | https://gstreamer.freedesktop.org/src/gstreamer/gstreamer-1.26.tar.xz | | Multimedia framework
          gst_all_1.gst-plugins-good | gst-plugins-good 1.26 | https://gstreamer.freedesktop.org | https://gstreamer.freedesktop.org/src/gst-plugins-good/gst-plugins-good-1.26.tar.xz | | Well-supplied plugins
          wordpress        | wordpress 6.9    | https://wordpress.org       | https://wordpress.org/wordpress-6.9.tar.gz | | Content management
          quickjs          | quickjs 2025     | https://bellard.org/quickjs/ | https://bellard.org/quickjs/quickjs-2025.tar.xz | | Small embeddable engine
          systems          | management 1.0   | https://management.example/ | | | Something else
          """);

  private final Matcher matcher =
      Matcher.of(
          List.of(CHANNEL), ProjectClustering.cluster(List.of(CHANNEL)), LearnedAliases.NONE);

  static Stream<Arguments> links() {
    return Stream.of(
        link(
            "a package of Go's own library",
            "go",
            record()
                .packageName("net/textproto", "net/textproto", "https://pkg.go.dev")
                .prose("When parsing a multipart form, limits were not applied.")),
        link(
            "Linux only as a platform",
            "",
            record()
                .product("Acme", "Secure Client")
                .prose("A flaw in Acme Secure Client for Linux and macOS allows a takeover.")),
        link(
            "versions up to one",
            "linux",
            record().product("Linux", "Kernel").prose("Linux and earlier allow a takeover.")),
        link(
            "a vendor called as its product leaves no name",
            "",
            record()
                .product("Asset Management", "Asset Management")
                .prose("Asset Management v1.0 is vulnerable to SQL injection.")),
        link(
            "a program, not the module of its name",
            "redis",
            record()
                .product("redis", "redis")
                .prose("Redis is an open source, in-memory database.")
                .link("https://github.com/redis/redis/security/advisories/GHSA-aaaa")),
        link(
            "an issue of the repository, and the name misspelt",
            "htmldoc",
            record()
                .product("n/a", "n/a")
                .prose("A flaw in htmodoc 1.9.12 in parse_tree() may leak memory of htmldoc.")
                .link("https://github.com/michaelrsweet/htmldoc/issues/416")),
        link(
            "the maker's repository where the package is from the maker's site",
            "quickjs",
            record()
                .product("n/a", "n/a")
                .prose("QuickJS commit 3b45d15 was discovered to contain an assertion failure.")
                .link("https://github.com/bellard/quickjs/issues/277")),
        link(
            "an element of a set of plugins",
            "gst-plugins-good",
            record()
                .product("gstreamer", "gstreamer")
                .prose("GStreamer is a library. An overflow was found in qtdemux_parse_trun.")
                .link("https://gstreamer.freedesktop.org/security/sa-2024-0017.html")),
        link(
            "an add-on, not its host",
            "",
            record()
                .assigner("Wordfence")
                .product("acme", "Slider")
                .title("WordPress Slider Plugin <= 1.0 - XSS")
                .link("https://plugins.trac.wordpress.org/browser/slider")
                .prose("The Slider plugin for WordPress is vulnerable to stored XSS.")));
  }

  private static Arguments link(String situation, String project, Records record) {
    return Arguments.of(situation, project, record.build());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("links")
  void findsWhatACarefulReaderFinds(String situation, String project, VulnerabilityRecord record) {
    List<String> suggested =
        matcher.match(record).stream()
            .filter(one -> one.tier() != Tier.WEAK)
            .map(Suggestion::project)
            .toList();

    // Software that the record also names may be shown beside it, but never before it.
    assertThat(suggested.stream().limit(1).toList())
        .as(situation)
        .isEqualTo(project.isEmpty() ? List.of() : List.of(project));
  }
}
