package org.snowguard.core.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;

/**
 * What clustering reads of one attribute.
 *
 * @param builds of all channels, in the order of the channels' names
 * @param origins of the builds, different ones
 * @param places by which attributes of one name are compared
 */
record AttributeOrigins(
    String attribute, List<NixPackage> builds, List<PackageOrigin> origins, Set<String> places) {

  /** Reads the packages, sorted by attribute; takes over what is known of the same builds. */
  static List<AttributeOrigins> read(
      Stream<NixPackage> packages, Map<String, AttributeOrigins> known) {
    Map<String, List<NixPackage>> byAttribute = new HashMap<>();
    packages.forEach(
        one -> byAttribute.computeIfAbsent(one.attribute(), a -> new ArrayList<>(2)).add(one));
    return byAttribute.entrySet().parallelStream()
        .map(
            found -> {
              AttributeOrigins before = known.get(found.getKey());
              return before != null && before.isOf(found.getValue())
                  ? before
                  : of(found.getKey(), List.copyOf(found.getValue()));
            })
        .sorted(Comparator.comparing(AttributeOrigins::attribute))
        .toList();
  }

  /** All packages, in the order of the channels' names. */
  static Stream<NixPackage> packages(List<ChannelPackages> channels) {
    return channels.stream()
        .sorted(Comparator.comparing(ChannelPackages::channel))
        .flatMap(channel -> channel.packages().stream());
  }

  private boolean isOf(List<NixPackage> others) {
    return builds.size() == others.size()
        && IntStream.range(0, builds.size()).allMatch(i -> builds.get(i).isSame(others.get(i)));
  }

  private static AttributeOrigins of(String attribute, List<NixPackage> builds) {
    List<PackageOrigin> origins = builds.stream().map(PackageOrigin::of).distinct().toList();
    return new AttributeOrigins(attribute, builds, origins, CommonPlaces.of(builds, origins));
  }
}
