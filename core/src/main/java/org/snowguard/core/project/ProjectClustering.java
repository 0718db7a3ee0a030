package org.snowguard.core.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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

  private final List<AttributeOrigins> attributes;
  private final DisjointSets sets;

  /** What was united and why, where somebody asks. */
  private final @Nullable List<Joint> joints;

  private ProjectClustering(List<AttributeOrigins> attributes, @Nullable List<Joint> joints) {
    this.joints = joints;
    this.attributes = attributes;
    sets = new DisjointSets(attributes.size());
  }

  /** Groups the attributes of all channels; the same for any order of channels and packages. */
  public static List<ProjectGroup> cluster(List<ChannelPackages> channels) {
    return Clustering.NONE.over(channels).groups();
  }

  /** The same of what was read already, sorted by attribute. */
  static List<ProjectGroup> cluster(
      List<AttributeOrigins> attributes, Map<String, AttributeOrigins> byAttribute) {
    ProjectClustering clustering = new ProjectClustering(attributes, null);
    clustering.unite();
    return new GroupNaming(byAttribute).name(clustering.groups());
  }

  /**
   * Two attributes that have something in common which makes them one project.
   *
   * @param name the stem that both have
   * @param key what else they have in common, as {@code kind} says
   */
  record Joint(ProjectReasons.Kind kind, String name, String key, String first, String second) {}

  /** Everything that makes these packages one project. */
  static List<Joint> joints(Collection<NixPackage> packages) {
    List<Joint> joints = new ArrayList<>();
    new ProjectClustering(AttributeOrigins.read(packages.stream(), Map.of()), joints).unite();
    return List.copyOf(joints);
  }

  private void unite() {
    uniteSameNames();
    uniteAcrossFamilies();
    uniteBuildsOfOneSource();
  }

  private void unite(ProjectReasons.Kind kind, String name, String key, int first, int second) {
    sets.unite(first, second);
    if (joints != null && first != second) {
      joints.add(new Joint(kind, name, key, attribute(first), attribute(second)));
    }
  }

  /** Within a family a name is unique; elsewhere a shared place has to confirm it. */
  private void uniteSameNames() {
    Map<String, List<Integer>> byName = new TreeMap<>();
    forEachOrigin(
        (node, origin) -> add(byName, origin.ecosystem().id() + "\t" + origin.stem(), node));
    byName.forEach(
        (familyAndName, nodes) -> {
          String[] parts = familyAndName.split("\t", 2);
          if (parts[0].equals(Ecosystem.GENERAL.id())) {
            uniteByPlace(parts[1], nodes);
            uniteWithoutPlace(parts[1], nodes);
          } else {
            nodes.forEach(
                node ->
                    unite(ProjectReasons.Kind.FAMILY, parts[1], parts[0], nodes.getFirst(), node));
          }
        });
  }

  private void uniteByPlace(String name, Collection<Integer> nodes) {
    Map<String, Integer> first = new HashMap<>();
    for (int node : nodes) {
      for (String place : places(node)) {
        Integer seen = first.putIfAbsent(place, node);
        if (seen != null) {
          unite(
              CommonPlaces.kindOf(place, origins(node)),
              name,
              CommonPlaces.text(place),
              seen,
              node);
        }
      }
    }
  }

  /** What says nothing of where it is from joins the largest set of its name. */
  private void uniteWithoutPlace(String name, List<Integer> nodes) {
    Map<Integer, Integer> sizes = new TreeMap<>();
    List<Integer> lost = new ArrayList<>();
    for (int node : nodes) {
      if (places(node).isEmpty()) {
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
    lost.forEach(node -> unite(ProjectReasons.Kind.NAME, name, "", largest, node));
  }

  /** A library and the program of the same name from one repository are one software. */
  private void uniteAcrossFamilies() {
    Map<Meeting, Integer> firstWith = new HashMap<>();
    forEachOrigin(
        (node, origin) -> {
          for (RepositoryKey key : origin.repositories()) {
            uniteWithFirst(
                ProjectReasons.Kind.REPOSITORY,
                firstWith,
                new Meeting("", origin.stem(), key.toString()),
                node);
          }
        });
  }

  private void uniteBuildsOfOneSource() {
    Map<Meeting, Integer> firstAt = new HashMap<>();
    forEachOrigin(
        (node, origin) -> {
          if (origin.ecosystem().kind() != Ecosystem.Kind.ADDON) {
            String family = origin.ecosystem().id();
            String stem = sharedStem(origin);
            for (RepositoryKey key : origin.repositories()) {
              uniteWithFirst(
                  ProjectReasons.Kind.REPOSITORY,
                  firstAt,
                  new Meeting(family, stem, key.toString()),
                  node);
            }
            if (origin.sources().isEmpty()) {
              for (String site : origin.sites()) {
                uniteWithFirst(
                    ProjectReasons.Kind.HOMEPAGE, firstAt, new Meeting(family, stem, site), node);
              }
            }
            uniteWithOwnBinary(firstAt, origin, node);
          }
        });
  }

  private void uniteWithOwnBinary(Map<Meeting, Integer> firstAt, PackageOrigin origin, int node) {
    String domain = origin.domain();
    if (domain != null) {
      String name = withoutBinaryMark(origin.stem());
      uniteWithFirst(
          ProjectReasons.Kind.HOMEPAGE,
          firstAt,
          new Meeting(origin.ecosystem().id() + BINARY, name, SiteOwner.domain(domain)),
          node);
    }
  }

  private List<List<String>> groups() {
    Map<Integer, List<String>> groups = new TreeMap<>();
    for (int node = 0; node < attributes.size(); node++) {
      groups.computeIfAbsent(sets.find(node), root -> new ArrayList<>()).add(attribute(node));
    }
    return List.copyOf(groups.values());
  }

  /** A place where packages of one family and name meet; any family where it is empty. */
  private record Meeting(String family, String name, String place) {}

  private void uniteWithFirst(
      ProjectReasons.Kind kind, Map<Meeting, Integer> firsts, Meeting meeting, int node) {
    Integer first = firsts.putIfAbsent(meeting, node);
    if (first != null) {
      unite(kind, meeting.name(), meeting.place(), first, node);
    }
  }

  private void forEachOrigin(java.util.function.BiConsumer<Integer, PackageOrigin> action) {
    for (int node = 0; node < attributes.size(); node++) {
      for (PackageOrigin origin : origins(node)) {
        action.accept(node, origin);
      }
    }
  }

  private String attribute(int node) {
    return attributes.get(node).attribute();
  }

  private List<PackageOrigin> origins(int node) {
    return attributes.get(node).origins();
  }

  private Set<String> places(int node) {
    return attributes.get(node).places();
  }

  private static String sharedStem(PackageOrigin origin) {
    String stem = NameStem.ofSameSource(origin.stem());
    return origin.ecosystem().kind() == Ecosystem.Kind.GENERAL ? NameStem.ofSeries(stem) : stem;
  }

  /** Upstream's own binary is the same software; a rebuild by others has another home. */
  private static String withoutBinaryMark(String stem) {
    return stem.endsWith(BINARY) ? stem.substring(0, stem.length() - BINARY.length()) : stem;
  }

  private static void add(Map<String, List<Integer>> index, String key, int node) {
    index.computeIfAbsent(key, k -> new ArrayList<>()).add(node);
  }
}
