package org.snowguard.core.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.record.AffectedEntry;

/**
 * Products that share a name and a source, and not their versions: extended support releases,
 * mobile editions, enterprise editions, other distributions' builds.
 */
final class Editions {
  private static final Pattern EXTENDED_SUPPORT =
      Pattern.compile("(?<![a-z])esr(?![a-z])", Pattern.CASE_INSENSITIVE);
  private static final Pattern MOBILE =
      Pattern.compile("\\bfor (?:android|ios|ipados)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern ENTERPRISE =
      Pattern.compile("(?<![a-z])(?:ee|enterprise)(?![a-z])", Pattern.CASE_INSENSITIVE);
  private static final Pattern ENTERPRISE_IN_PROSE =
      Pattern.compile("(?<!CE/)\\b(\\w+) (?:EE|Enterprise Edition)\\b(?!/CE)");
  private static final Pattern COMMUNITY_IN_PROSE =
      Pattern.compile("\\b(?:CE|Community Edition)\\b");

  /** Distributions that publish records of their own builds of others' software. */
  private static final Set<String> DISTRIBUTIONS =
      Set.of(
          "red hat",
          "redhat",
          "debian",
          "fedora",
          "fedoraproject",
          "suse",
          "opensuse",
          "canonical",
          "ubuntu",
          "almalinux",
          "rocky",
          "oracle linux",
          "amazon linux",
          "alpine",
          "alpinelinux",
          "gentoo",
          "arch linux",
          "openeuler",
          "mageia",
          "centos");

  private static final Set<String> DISTRIBUTION_PLACES =
      Set.of("access.redhat.com/downloads", "packages.debian.org", "packages.ubuntu.com");

  /** A distribution's build number: {@code 0:4.4.0-12.el9}, {@code 1.2-3+deb12u1}. */
  private static final Pattern BUILD =
      Pattern.compile("^\\d+:.*-\\d|\\.(?:el|fc)\\d|[+~](?:deb|ubuntu)\\d");

  /**
   * Their numbers are those of systems, not of the software (WebKit) that a record is linked by.
   */
  private static final Set<String> APPLE_SYSTEMS =
      Set.of(
          "ios",
          "iphone",
          "ipad",
          "macos",
          "os x",
          "mac os",
          "mac_os",
          "watchos",
          "tvos",
          "visionos",
          "safari");

  private static final Set<String> SERVED_PLATFORMS =
      Set.of("linux", "darwin", "macos", "mac os", "os x", "osx", "unix", "posix", "all", "any");
  private static final Set<String> OTHER_PLATFORMS =
      Set.of(
          "windows",
          "android",
          "ios",
          "ipados",
          "iphone",
          "watchos",
          "tvos",
          "visionos",
          "freebsd",
          "openbsd",
          "netbsd",
          "solaris",
          "aix",
          "chromeos",
          "chrome os",
          "z/os",
          "hp-ux",
          "vxworks",
          "qnx",
          "symbian",
          "tizen",
          "harmonyos");

  private Editions() {}

  /**
   * Entries that speak of a package's edition: those of others are left out where its own exist.
   *
   * @param extended whether the package is of an extended support release
   */
  static List<AffectedEntry> ofPackage(List<AffectedEntry> entries, boolean extended) {
    List<AffectedEntry> own = preferring(entries, e -> !MOBILE.matcher(names(e)).find());
    return preferring(own, e -> EXTENDED_SUPPORT.matcher(names(e)).find() == extended);
  }

  private static List<AffectedEntry> preferring(
      List<AffectedEntry> entries, java.util.function.Predicate<AffectedEntry> wanted) {
    List<AffectedEntry> found = entries.stream().filter(wanted).toList();
    return found.isEmpty() ? entries : found;
  }

  static boolean isExtendedSupport(NixPackage pkg) {
    return EXTENDED_SUPPORT.matcher(pkg.attributeLeaf()).find()
        || EXTENDED_SUPPORT.matcher(pkg.pname()).find()
        || (pkg.version() != null && EXTENDED_SUPPORT.matcher(pkg.version()).find());
  }

  /** Whether an entry speaks of extended support releases. */
  static boolean isExtendedSupport(AffectedEntry entry) {
    return EXTENDED_SUPPORT.matcher(names(entry)).find();
  }

  /** Whether an entry gives a distribution's own builds, whose numbers are not the project's. */
  static boolean isOtherDistribution(AffectedEntry entry) {
    String vendor = Objects.requireNonNullElse(entry.vendor(), "").toLowerCase(Locale.ROOT).strip();
    String product = Objects.requireNonNullElse(entry.product(), "").toLowerCase(Locale.ROOT);
    String place = Objects.requireNonNullElse(entry.collectionUrl(), "");
    return DISTRIBUTION_PLACES.stream().anyMatch(place::contains)
        || (DISTRIBUTIONS.contains(vendor) && !isOwnProduct(vendor, product))
        || entry.versions().stream().anyMatch(v -> BUILD.matcher(v.version()).find())
        || (vendor.equals("apple") && APPLE_SYSTEMS.stream().anyMatch(product::startsWith));
  }

  /** Distributions write software too: {@code canonical:lxd} has its own versions. */
  private static boolean isOwnProduct(String vendor, String product) {
    boolean system =
        product.contains("linux")
            || product.contains("enterprise")
            || DISTRIBUTIONS.stream().anyMatch(name -> product.startsWith(name));
    return !system && !vendor.equals("red hat");
  }

  /** Whether an entry names platforms, and none that nixpkgs serves. */
  static boolean isOtherPlatform(AffectedEntry entry) {
    boolean other = false;
    for (String platform : entry.platforms()) {
      String name = platform.toLowerCase(Locale.ROOT);
      if (SERVED_PLATFORMS.stream().anyMatch(name::contains)) {
        return false;
      }
      other |= OTHER_PLATFORMS.stream().anyMatch(name::contains);
    }
    return other || MOBILE.matcher(names(entry)).find() || CpeEnvironment.isOther(entry);
  }

  /** Whether a text speaks of an enterprise edition, and of no other. */
  static boolean isEnterpriseAlone(String prose) {
    return ENTERPRISE_IN_PROSE.matcher(prose).find() && !COMMUNITY_IN_PROSE.matcher(prose).find();
  }

  static boolean isEnterprise(NixPackage pkg) {
    return ENTERPRISE.matcher(pkg.attribute()).find() || ENTERPRISE.matcher(pkg.pname()).find();
  }

  private static String names(AffectedEntry entry) {
    return Objects.requireNonNullElse(entry.product(), "").replace('_', ' ')
        + " "
        + Objects.requireNonNullElse(entry.packageName(), "").replace('_', ' ');
  }
}
