package org.snowguard.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records and packages that nobody has: {@link #SINGLE} packages with one flaw each, and one
 * package with {@link #TOGETHER} that the same version fixes.
 */
final class InventedWorld {

  /** Packages with one flaw each. */
  static final int SINGLE = 34;

  /** The package whose flaws belong together. */
  static final String LIBRARY = "mipkriba";

  /** Another build of it, by the same maintainer. */
  static final String OTHER_BUILD = "mipkribaMinimal";

  /** Flaws of that package. */
  static final int TOGETHER = 8;

  /** The version of it that has none of them. */
  static final String FIXED = "2.4.0";

  /** The numeric id of its maintainer. */
  static final long MAINTAINER = 9_100_001;

  static final String UNSTABLE = "nixos-unstable";
  static final String STABLE = "nixos-26.05";

  private static final String AFFECTED = "2.3.0";
  private static final List<String> SYLLABLES =
      List.of("dro", "fel", "gul", "lom", "nar", "osk", "pli", "quo", "rul", "sev", "tav", "vor");

  private final Path directory;

  private InventedWorld(Path directory) {
    this.directory = directory;
  }

  /** Writes its files. */
  static InventedWorld in(Path directory) throws IOException {
    InventedWorld world = new InventedWorld(Files.createDirectories(directory));
    Files.createDirectories(directory.resolve("cves"));
    for (int number = 0; number < SINGLE; number++) {
      world.write(number, name(number), "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8);
    }
    for (int number = 0; number < TOGETHER; number++) {
      // Less severe, so that they stand at the end of the queue.
      world.write(SINGLE + number, LIBRARY, "CVSS:3.1/AV:N/AC:H/PR:L/UI:R/S:U/C:L/I:L/A:L", 4.6);
    }
    world.channel(UNSTABLE, AFFECTED);
    world.channel(STABLE, AFFECTED);
    return world;
  }

  /** The options of {@code serve} that give all of it to a server. */
  List<String> arguments() {
    return List.of(
        "--cves",
        directory.resolve("cves").toString(),
        "--channel",
        UNSTABLE + "=" + directory.resolve(UNSTABLE + ".json"),
        "--channel",
        STABLE + "=" + directory.resolve(STABLE + ".json"));
  }

  /** From now on a channel has this version of the library. */
  void channel(String channel, String version) throws IOException {
    Map<String, String> packages = new TreeMap<>();
    for (int number = 0; number < SINGLE; number++) {
      packages.put(name(number), AFFECTED);
    }
    List<String> entries = new ArrayList<>();
    packages.forEach((name, shipped) -> entries.add(entry(name, name, shipped)));
    entries.add(entry(LIBRARY, LIBRARY, version));
    entries.add(entry(OTHER_BUILD, LIBRARY, version));
    Files.writeString(
        directory.resolve(channel + ".json"),
        "{\"version\": \"2\", \"packages\": {%s}}".formatted(String.join(",\n", entries)));
  }

  private static String name(int number) {
    return SYLLABLES.get(number % SYLLABLES.size())
        + SYLLABLES.get(number / SYLLABLES.size() + 3)
        + SYLLABLES.get((number * 5 + 1) % SYLLABLES.size());
  }

  private static String repository(String name) {
    return "https://github.com/%1$s/%1$s".formatted(name);
  }

  private static String entry(String attribute, String name, String version) {
    return """
    "%6$s": {"name": "%1$s-%2$s", "pname": "%1$s", "version": "%2$s", "system": "x86_64-linux",
      "outputName": "out", "outputs": {"out": null},
      "meta": {"available": true, "broken": false, "description": "An invented package",
        "homepage": "%3$s", "position": "pkgs/by-name/%4$s/%1$s/package.nix:1",
        "maintainers": [{"github": "keeper", "githubId": %5$d, "name": "Keeper"}]}}
    """
        .formatted(name, version, repository(name), name.substring(0, 2), MAINTAINER, attribute);
  }

  private void write(int number, String name, String vector, double score) throws IOException {
    String id = "CVE-2026-%d".formatted(900_001 + number);
    Files.writeString(
        directory.resolve("cves").resolve(id + ".json"),
        String.format(
            Locale.ROOT,
            """
            {"dataType": "CVE_RECORD", "dataVersion": "5.1",
             "cveMetadata": {"cveId": "%1$s", "assignerShortName": "invented", "state": "PUBLISHED",
               "datePublished": "2026-06-%2$02dT08:00:00Z", "dateUpdated": "2026-06-%2$02dT08:00:00Z"},
             "containers": {"cna": {"providerMetadata": {"shortName": "invented"},
               "title": "Flaw %3$d of %4$s",
               "descriptions": [{"lang": "en",
                 "value": "An overflow in %4$s before %5$s lets a crafted file crash it."}],
               "affected": [{"vendor": "%4$s", "product": "%4$s", "repo": "%6$s",
                 "defaultStatus": "unaffected",
                 "versions": [{"version": "0", "lessThan": "%5$s", "status": "affected",
                   "versionType": "semver"}]}],
               "metrics": [{"format": "CVSS", "cvssV3_1": {"version": "3.1",
                 "vectorString": "%7$s", "baseScore": %8$.1f}}],
               "references": [{"url": "%6$s/issues/%3$d"}]}}}
            """,
            id,
            number % 28 + 1,
            number + 1,
            name,
            FIXED,
            repository(name),
            vector,
            score));
  }
}
