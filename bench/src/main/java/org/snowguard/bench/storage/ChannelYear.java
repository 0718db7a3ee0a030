package org.snowguard.bench.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;

/**
 * A channel of which every day some packages are updated, each in all attributes that are built
 * from it: version, name, the addresses that speak of the version, and sources.
 */
public final class ChannelYear {

  private static final Pattern LAST_NUMBER = Pattern.compile("(\\d{1,9})(\\D*)$");
  private static final int SHORTEST_TOLD_APART = 3;

  private final String channel;
  private final SortedMap<String, NixPackage> shipped = new TreeMap<>();
  private final List<List<String>> updatedTogether;
  private final Random random;
  private final int unread;

  /**
   * @param behind how many releases older than the packages given: every second package has a lower
   *     number for it
   */
  public ChannelYear(String channel, ChannelPackages newest, int behind, long seed) {
    this.channel = channel;
    random = new Random(seed);
    Map<String, List<String>> together = new TreeMap<>();
    for (NixPackage one : newest.packages()) {
      boolean older = behind > 0 && Math.floorMod(one.pname().hashCode(), 2) == 0;
      shipped.put(one.attribute(), older ? counted(one, -behind) : one);
      if (counted(one.version(), 1) != null) {
        together
            .computeIfAbsent(one.pname() + " " + one.version(), key -> new ArrayList<>())
            .add(one.attribute());
      }
    }
    updatedTogether = List.copyOf(together.values());
    unread = (int) shipped.values().stream().filter(one -> one.sources() == null).count();
  }

  public String channel() {
    return channel;
  }

  public ChannelPackages today() {
    return new ChannelPackages(channel, List.copyOf(shipped.values()));
  }

  public int size() {
    return shipped.size();
  }

  /** How many have no sources; an update does not change that. */
  public int unread() {
    return unread;
  }

  /** Lets a day pass and gives what is different from the day before. */
  public List<NixPackage> update(int packages) {
    Map<String, NixPackage> changed = new TreeMap<>();
    for (int update = 0; update < packages; update++) {
      List<String> attributes = updatedTogether.get(random.nextInt(updatedTogether.size()));
      attributes.forEach(attribute -> changed.put(attribute, counted(at(attribute), 1)));
    }
    return ship(changed);
  }

  /** A day on which so many attributes, wherever they are, have another version. */
  public List<NixPackage> updateAttributes(int attributes) {
    Map<String, NixPackage> changed = new TreeMap<>();
    while (changed.size() < attributes) {
      List<String> together = updatedTogether.get(random.nextInt(updatedTogether.size()));
      changed.put(together.getFirst(), counted(at(together.getFirst()), 1));
    }
    return ship(changed);
  }

  /** A new kernel: every attribute whose version is the kernel's or ends with it. */
  public List<NixPackage> updateKernel(String attribute) {
    String old = at(attribute).version();
    String next = counted(old, 1);
    if (old == null || next == null) {
      throw new IllegalArgumentException(attribute + " has no version to count up");
    }
    Map<String, NixPackage> changed = new TreeMap<>();
    shipped.forEach(
        (name, one) -> {
          String version = one.version();
          if (version != null && (version.equals(old) || version.endsWith("-" + old))) {
            String changedVersion = version.substring(0, version.length() - old.length()) + next;
            changed.put(name, withVersion(one, changedVersion));
          }
        });
    return ship(changed);
  }

  private List<NixPackage> ship(Map<String, NixPackage> changed) {
    shipped.putAll(changed);
    return List.copyOf(changed.values());
  }

  private NixPackage at(String attribute) {
    NixPackage found = shipped.get(attribute);
    if (found == null) {
      throw new IllegalArgumentException(channel + " has no " + attribute);
    }
    return found;
  }

  private static NixPackage counted(NixPackage one, int by) {
    String version = counted(one.version(), by);
    return version == null ? one : withVersion(one, version);
  }

  /** With its last number raised, or lowered as far as it goes; null without one. */
  private static @Nullable String counted(@Nullable String version, int by) {
    Matcher last = LAST_NUMBER.matcher(version == null ? "" : version);
    if (version == null || !last.find()) {
      return null;
    }
    long number = Math.max(0, Long.parseLong(last.group(1)) + by);
    return version.substring(0, last.start()) + number + last.group(2);
  }

  private static NixPackage withVersion(NixPackage one, String version) {
    Map<String, String> words = new HashMap<>();
    String old = one.version();
    if (old != null && old.length() >= SHORTEST_TOLD_APART) {
      words.put(old, version);
    }
    PackageSources sources = one.sources();
    return new NixPackage(
        one.attribute(),
        one.pname() + "-" + version,
        one.pname(),
        version,
        withVersion(one.metadata(), words),
        sources == null
            ? null
            : new PackageSources(
                sources.patches(),
                all(sources.urls(), words),
                said(sources.revision(), words),
                sources.vendored()));
  }

  private static PackageMetadata withVersion(PackageMetadata old, Map<String, String> words) {
    return new PackageMetadata(
        old.description(),
        old.homepages(),
        said(old.changelog(), words),
        said(old.downloadPage(), words),
        old.position(),
        old.mainProgram(),
        old.maintainers(),
        old.platforms(),
        old.cpes(),
        old.purls(),
        old.knownVulnerabilities(),
        old.builtFromSource(),
        old.broken(),
        old.licenses());
  }

  private static List<String> all(Collection<String> texts, Map<String, String> words) {
    List<String> said = new ArrayList<>();
    for (String text : texts) {
      String replaced = said(text, words);
      said.add(replaced == null ? text : replaced);
    }
    return said;
  }

  private static @Nullable String said(@Nullable String text, Map<String, String> words) {
    String result = text;
    for (Map.Entry<String, String> word : words.entrySet()) {
      result = result == null ? null : result.replace(word.getKey(), word.getValue());
    }
    return result;
  }
}
