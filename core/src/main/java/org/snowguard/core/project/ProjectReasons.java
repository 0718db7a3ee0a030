package org.snowguard.core.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;

/**
 * Why the attributes of a project are one software, and which projects rebuild it.
 *
 * @param reasons that join all attributes, the strongest first, none that the others make needless;
 *     empty for a single attribute
 * @param variantOf key of the project whose source this one rebuilds, or null
 * @param variants keys of the projects that others build from this one's source, sorted
 */
public record ProjectReasons(
    List<Reason> reasons, @Nullable String variantOf, List<String> variants) {
  public ProjectReasons {
    reasons = List.copyOf(reasons);
    variants = List.copyOf(variants);
  }

  /** What attributes have in common, the strongest first. */
  public enum Kind {
    /** An identifier that nixpkgs asserts, {@code vendor:product}. */
    IDENTIFIER,
    /** A name and a repository. */
    REPOSITORY,
    /** A name and a homepage. */
    HOMEPAGE,
    /** A name in a family of packages, where names are unique. */
    FAMILY,
    /** A name alone: the attribute says nothing of where it is from. */
    NAME
  }

  /**
   * A key that joins attributes.
   *
   * @param name what all of them are called
   * @param key the identifier, repository, homepage or family; empty for a name alone
   * @param attributes sorted, at least two
   */
  public record Reason(Kind kind, String name, String key, List<String> attributes) {
    public Reason {
      attributes = List.copyOf(attributes);
    }

    /** For people: {@code 3 of them assert the identifier openssl:openssl}. */
    public String text() {
      int count = attributes.size();
      return switch (kind) {
        case IDENTIFIER -> "%d of them assert the identifier %s".formatted(count, key);
        case REPOSITORY -> "%d of them are called %s and come from %s".formatted(count, name, key);
        case HOMEPAGE ->
            "%d of them are called %s and have their home at %s".formatted(count, name, key);
        case FAMILY -> "%d of them are %s among the packages of %s".formatted(count, name, key);
        case NAME ->
            "%d of them are called %s, and not all say where they are from".formatted(count, name);
      };
    }
  }

  /**
   * Explains a group.
   *
   * @param packages of its attributes, in all channels
   * @param all every group, for the variants among them
   */
  public static ProjectReasons of(
      ProjectGroup group, Collection<NixPackage> packages, Collection<ProjectGroup> all) {
    return new ProjectReasons(
        needed(reasons(packages), group.attributes()),
        group.variantOf(),
        all.stream()
            .filter(other -> group.key().equals(other.variantOf()))
            .map(ProjectGroup::key)
            .sorted()
            .toList());
  }

  private record Key(Kind kind, String name, String key) {}

  private static List<Reason> reasons(Collection<NixPackage> packages) {
    Map<Key, TreeSet<String>> attributes = new HashMap<>();
    for (ProjectClustering.Joint joint : ProjectClustering.joints(packages)) {
      String name = joint.kind() == Kind.IDENTIFIER ? "" : joint.name();
      TreeSet<String> joined =
          attributes.computeIfAbsent(
              new Key(joint.kind(), name, joint.key()), key -> new TreeSet<>());
      joined.add(joint.first());
      joined.add(joint.second());
    }
    List<Reason> reasons = new ArrayList<>();
    attributes.forEach(
        (key, joined) ->
            reasons.add(new Reason(key.kind(), key.name(), key.key(), List.copyOf(joined))));
    reasons.sort(
        Comparator.comparing(Reason::kind)
            .thenComparingInt(reason -> -reason.attributes().size())
            .thenComparing(reason -> reason.key().contains("*"))
            .thenComparing(Reason::key)
            .thenComparing(Reason::name));
    return reasons;
  }

  /** Those that join something which stronger ones left apart. */
  private static List<Reason> needed(List<Reason> reasons, List<String> attributes) {
    Map<String, Integer> numbers = new TreeMap<>();
    attributes.forEach(attribute -> numbers.put(attribute, numbers.size()));
    DisjointSets sets = new DisjointSets(numbers.size());
    List<Reason> needed = new ArrayList<>();
    for (Reason reason : reasons) {
      List<Integer> joined =
          reason.attributes().stream().filter(numbers::containsKey).map(numbers::get).toList();
      boolean helps = joined.stream().map(sets::find).distinct().count() > 1;
      if (helps) {
        joined.forEach(one -> sets.unite(joined.getFirst(), one));
        needed.add(reason);
      }
    }
    return needed;
  }
}
