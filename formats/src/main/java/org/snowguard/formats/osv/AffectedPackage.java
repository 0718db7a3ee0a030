package org.snowguard.formats.osv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.formats.json.Located;

/** One element of {@code affected[]}: a package of an ecosystem, or a repository. */
final class AffectedPackage {
  private static final String GO = "Go";

  /** Where the names of an ecosystem come from (OSV schema, defined ecosystems). */
  private static final Map<String, String> REGISTRIES =
      Map.ofEntries(
          Map.entry(GO, "https://pkg.go.dev"),
          Map.entry("PyPI", "https://pypi.org"),
          Map.entry("npm", "https://www.npmjs.com"),
          Map.entry("crates.io", "https://crates.io"),
          Map.entry("RubyGems", "https://rubygems.org"),
          Map.entry("Packagist", "https://packagist.org"),
          Map.entry("Hackage", "https://hackage.haskell.org"),
          Map.entry("Hex", "https://hex.pm"),
          Map.entry("NuGet", "https://www.nuget.org"),
          Map.entry("CRAN", "https://cran.r-project.org"),
          Map.entry("opam", "https://opam.ocaml.org"),
          Map.entry("Maven", "https://repo.maven.apache.org"));

  /**
   * What Go writes as "introduced in 0, never fixed" where it has not reviewed the versions: the
   * format has to have a range (go.dev/security/vuln/database, review_status).
   */
  private static final VersionStatement EVERY_VERSION_BY_DEFAULT =
      new VersionStatement("*", VersionStatus.UNKNOWN, null, null, null, List.of());

  private AffectedPackage() {}

  /**
   * @param reviewed false where the database took the report over and nobody has looked at it yet
   */
  static AffectedEntry entry(Container container, Located affected, boolean reviewed) {
    Located named = affected.get("package");
    String ecosystem = named.text("ecosystem");
    String name = named.text("name");
    List<String> modules = imports(affected);
    boolean shippedWithGo =
        GO.equals(ecosystem) && ("stdlib".equals(name) || "toolchain".equals(name));
    return new AffectedEntry(
        affected.pointer(),
        container,
        shippedWithGo ? goPart(name) : null,
        shippedWithGo && !modules.isEmpty() ? modules.getFirst() : null,
        name,
        ecosystem == null ? null : REGISTRIES.getOrDefault(release(ecosystem), null),
        named.text("purl"),
        repository(affected),
        List.of(),
        List.of(),
        modules,
        List.of(),
        versions(affected, ecosystem, reviewed),
        VersionStatus.UNAFFECTED);
  }

  /** The vendor in the words of Go's own records in the CVE list. */
  private static String goPart(@Nullable String name) {
    return "stdlib".equals(name) ? "Go standard library" : "Go toolchain";
  }

  /** {@code Debian:12} without what follows the colon. */
  private static String release(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    return colon < 0 ? ecosystem : ecosystem.substring(0, colon);
  }

  private static List<String> imports(Located affected) {
    List<String> paths = new ArrayList<>();
    for (Located one : affected.get("ecosystem_specific").get("imports").itemsOrSelf()) {
      String path = one.text("path");
      if (path != null) {
        paths.add(path);
      }
    }
    return paths;
  }

  private static @Nullable String repository(Located affected) {
    for (Located range : affected.get("ranges").itemsOrSelf()) {
      String repo = range.text("repo");
      if (repo != null && !repo.isBlank()) {
        return repo.strip();
      }
    }
    return null;
  }

  /**
   * Listed versions first: one that is listed is affected, whatever the ranges say (OSV schema,
   * evaluation). Commits say the same as the versions beside them, in a form that cannot be
   * decided, and count only where they stand alone.
   */
  private static List<VersionStatement> versions(
      Located affected, @Nullable String ecosystem, boolean reviewed) {
    List<VersionStatement> statements = new ArrayList<>();
    String type = ecosystem == null ? null : release(ecosystem);
    for (String version : affected.texts("versions")) {
      statements.add(
          new VersionStatement(version, VersionStatus.AFFECTED, null, null, type, List.of()));
    }
    List<VersionStatement> commits = new ArrayList<>();
    for (Located range : ranges(affected)) {
      EventRange read = EventRange.of(range, type);
      if (!reviewed && !read.isOfCommits() && boundsNothing(range)) {
        statements.add(EVERY_VERSION_BY_DEFAULT);
        continue;
      }
      (read.isOfCommits() ? commits : statements).addAll(read.statements());
    }
    return statements.isEmpty() ? commits : statements;
  }

  /**
   * Go gives the ranges of a project whose tags are no versions of a module apart, and "every
   * version" of the module beside them (go.dev/security/vuln/database, custom_ranges).
   */
  private static List<Located> ranges(Located affected) {
    List<Located> ranges = affected.get("ranges").itemsOrSelf();
    List<Located> custom = affected.get("ecosystem_specific").get("custom_ranges").itemsOrSelf();
    boolean everyVersion = ranges.stream().allMatch(AffectedPackage::boundsNothing);
    return custom.isEmpty() || !everyVersion ? ranges : custom;
  }

  private static boolean boundsNothing(Located range) {
    List<Located> events = range.get("events").itemsOrSelf();
    return events.size() == 1 && "0".equals(events.getFirst().text("introduced"));
  }
}
