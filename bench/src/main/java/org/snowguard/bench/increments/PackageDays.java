package org.snowguard.bench.increments;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;

/**
 * A channel of which every day some attributes are bumped, renamed, dropped, patched or come, move
 * to another homepage or are called insecure.
 */
public final class PackageDays {
  private static final double CHANGED = 0.02;

  /** How far away in the order of attributes a homepage is taken from. */
  private static final int NEIGHBOURS = 200;

  private final String channel;
  private final SortedMap<String, NixPackage> shipped = new TreeMap<>();
  private final List<NixPackage> dropped = new ArrayList<>();
  private final Random random;
  private int day;

  public PackageDays(ChannelPackages first, long seed) {
    channel = first.channel();
    first.packages().forEach(one -> shipped.put(one.attribute(), one));
    random = new Random(seed);
  }

  public ChannelPackages today() {
    return new ChannelPackages(channel, List.copyOf(shipped.values()));
  }

  /** Lets a day pass. */
  public void next() {
    day++;
    List<String> attributes = new ArrayList<>(shipped.keySet());
    int changes = (int) (CHANGED * attributes.size());
    for (int i = 0; i < changes; i++) {
      NixPackage one = shipped.get(attributes.get(random.nextInt(attributes.size())));
      if (one != null) {
        change(one);
      }
    }
  }

  private void change(NixPackage one) {
    switch (random.nextInt(12)) {
      case 0 -> {
        shipped.remove(one.attribute());
        dropped.add(one);
      }
      case 1 -> {
        shipped.remove(one.attribute());
        add(renamed(one, one.attribute() + "_" + day, one.pname()));
      }
      case 2 -> add(renamed(one, one.attribute(), one.pname() + "-ng"));
      case 3 -> {
        if (!dropped.isEmpty()) {
          add(dropped.remove(random.nextInt(dropped.size())));
        }
      }
      case 4 -> add(patched(one));
      case 5 -> add(one.withSources(null));
      case 6 -> add(moved(one));
      case 7 -> add(insecure(one));
      default -> add(bumped(one));
    }
  }

  private void add(NixPackage one) {
    shipped.put(one.attribute(), one);
  }

  private static NixPackage renamed(NixPackage one, String attribute, String pname) {
    return new NixPackage(
        attribute,
        pname + "-" + one.version(),
        pname,
        one.version(),
        one.metadata(),
        one.sources());
  }

  /** With the homepage of any other package. */
  private NixPackage moved(NixPackage one) {
    List<NixPackage> all =
        shipped.tailMap(one.attribute()).values().stream().limit(NEIGHBOURS).toList();
    NixPackage other = all.get(random.nextInt(all.size()));
    return described(one, other.metadata().homepages(), one.metadata().knownVulnerabilities());
  }

  private NixPackage insecure(NixPackage one) {
    List<String> known = new ArrayList<>(one.metadata().knownVulnerabilities());
    if (known.isEmpty()) {
      known.add("CVE-2024-" + (1000 + random.nextInt(50_000)));
    } else {
      known.clear();
    }
    return described(one, one.metadata().homepages(), known);
  }

  private static NixPackage described(
      NixPackage one, List<String> homepages, List<String> knownVulnerabilities) {
    PackageMetadata old = one.metadata();
    PackageMetadata next =
        new PackageMetadata(
            old.description(),
            homepages,
            old.changelog(),
            old.downloadPage(),
            old.position(),
            old.mainProgram(),
            old.maintainers(),
            old.platforms(),
            old.cpes(),
            old.purls(),
            knownVulnerabilities,
            old.builtFromSource(),
            old.broken(),
            old.licenses());
    return new NixPackage(
        one.attribute(), one.name(), one.pname(), one.version(), next, one.sources());
  }

  private NixPackage bumped(NixPackage one) {
    String version = one.version() == null ? "1" : one.version() + "." + day;
    return new NixPackage(
        one.attribute(),
        one.pname() + "-" + version,
        one.pname(),
        version,
        one.metadata(),
        one.sources());
  }

  private NixPackage patched(NixPackage one) {
    PackageSources old = one.sources();
    List<Patch> patches = new ArrayList<>(old == null ? List.of() : old.patches());
    if (patches.isEmpty()) {
      patches.add(
          new Patch("CVE-2024-%d.patch".formatted(1000 + random.nextInt(50_000)), List.of()));
    } else {
      patches.removeLast();
    }
    return one.withSources(
        old == null
            ? new PackageSources(patches, List.of(), null, Set.of())
            : new PackageSources(patches, old.urls(), old.revision(), old.vendored()));
  }
}
