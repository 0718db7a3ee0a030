package org.snowguard.core.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;

/**
 * Groups attributes by the software that they are built from. Two attributes come together when
 * they have the same name in one family, or the same name and a place in common (repository,
 * homepage, asserted CPE), or names that differ only by the mark of a build and the same source.
 * Outside of a family the same name alone brings nothing together, but for attributes that say
 * nothing of where they are from: those join the largest set of their name.
 */
public final class ProjectClustering {
  private static final String BINARY = "-bin";

  private final List<String> attributes;
  private final List<List<PackageOrigin>> origins;
  private final List<Set<String>> places;
  private final DisjointSets sets;

  private ProjectClustering(SortedMap<String, List<NixPackage>> packages) {
    attributes = List.copyOf(packages.keySet());
    origins = new ArrayList<>(attributes.size());
    places = new ArrayList<>(attributes.size());
    for (List<NixPackage> builds : packages.values()) {
      List<PackageOrigin> own = builds.stream().map(PackageOrigin::of).distinct().toList();
      origins.add(own);
      places.add(placesOf(builds, own));
    }
    sets = new DisjointSets(attributes.size());
  }

  /** Groups the attributes of all channels; the same for any order of channels and packages. */
  public static List<ProjectGroup> cluster(List<ChannelPackages> channels) {
    SortedMap<String, List<NixPackage>> packages = new TreeMap<>();
    channels.stream()
        .sorted(java.util.Comparator.comparing(ChannelPackages::channel))
        .flatMap(channel -> channel.packages().stream())
        .forEach(
            one -> packages.computeIfAbsent(one.attribute(), a -> new ArrayList<>(2)).add(one));
    ProjectClustering clustering = new ProjectClustering(packages);
    clustering.uniteSameNames();
    clustering.uniteAcrossFamilies();
    clustering.uniteBuildsOfOneSource();
    return new GroupNaming(packages, clustering.originsByAttribute()).name(clustering.groups());
  }

  /** Within a family a name is unique; elsewhere a shared place has to confirm it. */
  private void uniteSameNames() {
    Map<String, List<Integer>> byName = new TreeMap<>();
    forEachOrigin(
        (node, origin) -> add(byName, origin.ecosystem().id() + "\t" + origin.stem(), node));
    byName.forEach(
        (name, nodes) -> {
          if (name.startsWith(Ecosystem.GENERAL.id() + "\t")) {
            uniteByPlace(nodes);
            uniteWithoutPlace(nodes);
          } else {
            uniteAll(nodes);
          }
        });
  }

  private void uniteByPlace(Collection<Integer> nodes) {
    Map<String, Integer> first = new HashMap<>();
    for (int node : nodes) {
      for (String place : places.get(node)) {
        Integer seen = first.putIfAbsent(place, node);
        if (seen != null) {
          sets.unite(seen, node);
        }
      }
    }
  }

  /** What says nothing of where it is from joins the largest set of its name. */
  private void uniteWithoutPlace(List<Integer> nodes) {
    Map<Integer, Integer> sizes = new TreeMap<>();
    List<Integer> lost = new ArrayList<>();
    for (int node : nodes) {
      if (places.get(node).isEmpty()) {
        lost.add(node);
      } else {
        sizes.merge(sets.find(node), 1, Integer::sum);
      }
    }
    if (lost.isEmpty()) {
      return;
    }
    int largest =
        sizes.entrySet().stream()
            .max(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(java.util.Comparator.reverseOrder())))
            .map(Map.Entry::getKey)
            .orElse(lost.getFirst());
    lost.forEach(node -> sets.unite(largest, node));
  }

  /** A library and the program of the same name from one repository are one software. */
  private void uniteAcrossFamilies() {
    Map<String, List<Integer>> byRepository = new TreeMap<>();
    forEachOrigin(
        (node, origin) -> {
          for (RepositoryKey key : origin.repositories()) {
            add(byRepository, origin.stem() + "\t" + key, node);
          }
        });
    byRepository.values().forEach(this::uniteAll);
  }

  private void uniteBuildsOfOneSource() {
    Map<String, List<Integer>> byPlace = new TreeMap<>();
    forEachOrigin(
        (node, origin) -> {
          if (origin.ecosystem().kind() != Ecosystem.Kind.ADDON) {
            String family = origin.ecosystem().id() + "\t";
            String stem = sharedStem(origin);
            origin.repositories().forEach(key -> add(byPlace, family + stem + "\t" + key, node));
            if (origin.sources().isEmpty()) {
              origin.sites().forEach(site -> add(byPlace, family + stem + "\t" + site, node));
            }
            String domain = origin.domain();
            if (domain != null) {
              add(
                  byPlace,
                  family + withoutBinaryMark(origin.stem()) + "\tbin " + ownDomain(domain),
                  node);
            }
          }
        });
    byPlace.values().forEach(this::uniteAll);
  }

  private Map<String, List<PackageOrigin>> originsByAttribute() {
    Map<String, List<PackageOrigin>> byAttribute = HashMap.newHashMap(attributes.size());
    for (int node = 0; node < attributes.size(); node++) {
      byAttribute.put(attributes.get(node), origins.get(node));
    }
    return byAttribute;
  }

  private List<List<String>> groups() {
    Map<Integer, List<String>> groups = new TreeMap<>();
    for (int node = 0; node < attributes.size(); node++) {
      groups.computeIfAbsent(sets.find(node), root -> new ArrayList<>()).add(attributes.get(node));
    }
    return List.copyOf(groups.values());
  }

  private void uniteAll(List<Integer> nodes) {
    nodes.forEach(node -> sets.unite(nodes.getFirst(), node));
  }

  private void forEachOrigin(java.util.function.BiConsumer<Integer, PackageOrigin> action) {
    for (int node = 0; node < attributes.size(); node++) {
      for (PackageOrigin origin : origins.get(node)) {
        action.accept(node, origin);
      }
    }
  }

  private static Set<String> placesOf(List<NixPackage> builds, List<PackageOrigin> origins) {
    Set<String> places = new TreeSet<>();
    for (PackageOrigin origin : origins) {
      origin.repositories().forEach(key -> places.add(anySeries(key)));
      places.addAll(origin.sites());
      String domain = origin.domain();
      if (domain != null) {
        places.add(domain);
      }
    }
    for (NixPackage one : builds) {
      for (AssertedCpe cpe : one.metadata().cpes()) {
        places.add("cpe:" + cpe.vendor() + ":" + cpe.product());
      }
    }
    return places;
  }

  private static String sharedStem(PackageOrigin origin) {
    String stem = NameStem.ofSameSource(origin.stem());
    return origin.ecosystem().kind() == Ecosystem.Kind.GENERAL ? NameStem.ofSeries(stem) : stem;
  }

  /** Upstream's own binary is the same software; a rebuild by others has another home. */
  private static String withoutBinaryMark(String stem) {
    return stem.endsWith(BINARY) ? stem.substring(0, stem.length() - BINARY.length()) : stem;
  }

  /** {@code hashicorp.com} of {@code developer.hashicorp.com}. */
  private static String ownDomain(String domain) {
    int dot = domain.lastIndexOf('.', domain.lastIndexOf('.') - 1);
    return domain.substring(dot + 1);
  }

  /**
   * One place for {@code temurin17-binaries} and {@code temurin21-binaries}: the name agrees
   * already.
   */
  private static String anySeries(RepositoryKey key) {
    String text = key.toString();
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isDigit(text.charAt(i))) {
        out.append(text.charAt(i));
      } else if (i == 0 || !Character.isDigit(text.charAt(i - 1))) {
        out.append('#');
      }
    }
    return out.toString();
  }

  private static void add(Map<String, List<Integer>> index, String key, int node) {
    index.computeIfAbsent(key, k -> new ArrayList<>()).add(node);
  }
}
