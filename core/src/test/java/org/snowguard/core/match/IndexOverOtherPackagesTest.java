package org.snowguard.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.match.Records.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.project.Clustering;
import org.snowguard.core.project.Packages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * What takes over from the index before is equal to what is made from nothing, whatever changes:
 * packages that come, go, come back, and move from one project to another.
 */
class IndexOverOtherPackagesTest {

  /** Several lines of one attribute are forms that it may have. */
  private static final Map<String, List<String>> FORMS =
      """
      openssl     | openssl 3.0.1  | https://www.openssl.org | https://github.com/openssl/openssl/archive/a.tar.gz | openssl:openssl | Library of cryptography
      openssl     | openssl 3.0.2  | https://www.openssl.org | https://github.com/openssl/openssl/archive/b.tar.gz | openssl:openssl | Library of cryptography
      openssl     | openssl 3.0.2  | https://fork.example    | https://github.com/fork/openssl/archive/b.tar.gz | | Fork
      openssl_1_1 | openssl 1.1.1  | https://www.openssl.org | https://github.com/openssl/openssl/archive/c.tar.gz | openssl:openssl | Library of cryptography
      openssl_1_1 | openssl 1.1.2  | https://fork.example    | https://github.com/fork/openssl/archive/d.tar.gz | | Fork
      openssl-bin | openssl-bin 3.0.1 | https://www.openssl.org | | | Binaries
      openssl-bin | openssl-bin 3.0.1 | https://www.openssl.org | | openssl:openssl | Binaries
      curl        | curl 8.0       | https://curl.se         | https://github.com/curl/curl/archive/a.tar.gz | haxx:curl | Transfers files
      curl        | curl 8.1       | https://curl.se         | https://github.com/curl/curl/archive/b.tar.gz | | Transfers files
      curlFull    | curl 8.0       |                         | | | Transfers files
      curlFull    | curl-full 8.0  | https://full.example    | | haxx:curl | Transfers files
      redis       | redis 7.2      | https://redis.io        | https://github.com/redis/redis/archive/a.tar.gz | | Key-value store
      redis       | valkey 7.2     | https://valkey.io       | https://github.com/valkey-io/valkey/archive/a.tar.gz | | Key-value store
      valkey      | valkey 8.0     | https://valkey.io       | https://github.com/valkey-io/valkey/archive/b.tar.gz | | Key-value store
      python313Packages.redis | python3.13-redis 5.0 | https://github.com/redis/redis-py | mirror://pypi/r/redis/redis-5.0.tar.gz | | Client
      python313Packages.redis | python3.13-redis 5.1 | https://github.com/redis/redis-py | mirror://pypi/r/redis/redis-5.1.tar.gz | | Client
      hub         | hub 2.14.2     | https://hub.github.com/ | https://github.com/github/hub/archive/a.tar.gz | | Command-line wrapper
      zlib        | zlib 1.3       | https://zlib.net        | | | Compression
      zlib        | zlib-ng 1.3    | https://zlib.net        | | | Compression
      """
          .lines()
          .collect(
              Collectors.groupingBy(
                  line -> line.split("\\|")[0].strip(), TreeMap::new, Collectors.toList()));

  private static final List<VulnerabilityRecord> RECORDS =
      List.of(
          record().id("CVE-2000-0001").product("OpenSSL", "OpenSSL").versions("< 3.0.2").build(),
          record().id("CVE-2000-0002").product("fork", "openssl").versions("< 1.1.2").build(),
          record()
              .id("CVE-2000-0003")
              .product("Haxx", "libcurl", "cpe:2.3:a:haxx:curl:*:*:*:*:*:*:*:*")
              .build(),
          record()
              .id("CVE-2000-0004")
              .product("n/a", "n/a")
              .link("https://github.com/valkey-io/valkey/issues/1")
              .build(),
          record().id("CVE-2000-0005").packageName("redis", "redis", "https://pypi.org").build(),
          record().id("CVE-2000-0006").product("Acme", "Zlib").build(),
          record().id("CVE-2000-0007").product("JetBrains", "Hub").build());

  private static final LearnedAliases LESSONS =
      new LearnedAliases(
          List.of(new LearnedAlias("JetBrains", "Hub", "hub", LearnedAlias.Kind.ANTI_ALIAS, 1)));

  /** Channels that change; a form of an attribute in a channel is always the same object. */
  private static final class World {
    private final Random random;
    private final List<String> channels =
        new ArrayList<>(List.of("nixos-unstable", "nixos-26.05", "nixos-25.11"));
    private final Map<String, Map<String, NixPackage>> shipped = new HashMap<>();
    private final Map<String, NixPackage> made = new HashMap<>();

    World(long seed) {
      random = new Random(seed);
      channels.forEach(channel -> shipped.put(channel, new TreeMap<>()));
      for (String channel : channels) {
        FORMS.keySet().forEach(attribute -> change(channel, attribute));
      }
    }

    private void change(String channel, String attribute) {
      List<String> forms = FORMS.getOrDefault(attribute, List.of());
      int form = random.nextInt(forms.size() + 1);
      Map<String, NixPackage> packages = shipped.getOrDefault(channel, Map.of());
      if (form == forms.size()) {
        packages.remove(attribute);
      } else {
        packages.put(
            attribute,
            made.computeIfAbsent(channel + attribute + form, key -> Packages.of(forms.get(form))));
      }
    }

    void next() {
      List<String> attributes = List.copyOf(FORMS.keySet());
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        change(
            channels.get(random.nextInt(channels.size())),
            attributes.get(random.nextInt(attributes.size())));
      }
      if (random.nextInt(8) == 0) {
        Collections.shuffle(channels, random);
      }
    }

    List<ChannelPackages> today() {
      int first = random.nextInt(8) == 0 ? 1 : 0;
      return channels.subList(first, channels.size()).stream()
          .map(
              channel ->
                  new ChannelPackages(
                      channel, List.copyOf(shipped.getOrDefault(channel, Map.of()).values())))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void isEqualToOneMadeFromNothing(long seed) {
    World world = new World(seed);
    Clustering clustering = Clustering.NONE;
    Matcher matcher = Matcher.NONE.with(LESSONS);
    for (int day = 0; day < 30; day++) {
      List<ChannelPackages> today = world.today();
      clustering = clustering.over(today);
      List<ProjectGroup> groups = ProjectClustering.cluster(today);
      assertThat(clustering.groups()).isEqualTo(groups);
      matcher = matcher.over(today, groups);
      Matcher fresh = Matcher.of(today, groups, LESSONS);
      assertThat(matcher.parts()).isEqualTo(fresh.parts());
      assertThat(traced(matcher)).isEqualTo(traced(fresh));
      world.next();
    }
  }

  private static List<TracedMatch> traced(Matcher matcher) {
    return RECORDS.stream().map(matcher::trace).toList();
  }
}
