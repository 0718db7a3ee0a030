package org.snowguard.core.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snowguard.core.nixpkgs.AssertedCpe;

/**
 * Gives groups of attributes their keys, the group that they are a variant of, and their reasons.
 */
final class GroupNaming {
  private static final String BINARY = "-bin";
  private static final Map<String, String> CURATED_BASES = curatedBases();

  private final Map<String, AttributeOrigins> attributes;

  GroupNaming(Map<String, AttributeOrigins> attributes) {
    this.attributes = attributes;
  }

  /**
   * What naming needs to know of a group; its first attribute identifies it.
   *
   * @param hasAttributeOfItsName whether one of them is called as the stem
   */
  private record Draft(
      List<String> attributes,
      String stem,
      Ecosystem ecosystem,
      List<PackageOrigin> origins,
      boolean hasAttributeOfItsName) {
    String identity() {
      return attributes.getFirst();
    }

    boolean isGeneral() {
      return ecosystem.kind() == Ecosystem.Kind.GENERAL;
    }
  }

  List<ProjectGroup> name(List<List<String>> groups) {
    List<Draft> drafts =
        groups.parallelStream()
            .map(this::draft)
            .sorted(
                Comparator.comparing((Draft draft) -> !draft.isGeneral())
                    .thenComparing(draft -> !draft.hasAttributeOfItsName())
                    .thenComparing(draft -> draft.attributes().getFirst()))
            .toList();
    Map<String, String> keys = keys(drafts);
    Map<String, String> generalByStem = new HashMap<>();
    for (Draft draft : drafts) {
      if (draft.isGeneral()) {
        generalByStem.putIfAbsent(draft.stem(), keyOf(keys, draft));
      }
    }
    Map<String, String> basesByCpe = basesByCpe(drafts, keys);
    return drafts.parallelStream()
        .map(draft -> group(draft, keyOf(keys, draft), generalByStem, basesByCpe))
        .sorted(Comparator.comparing(ProjectGroup::key))
        .toList();
  }

  private Draft draft(List<String> attributes) {
    List<PackageOrigin> own = origins(attributes);
    Ecosystem ecosystem =
        own.stream()
            .map(PackageOrigin::ecosystem)
            .min(Comparator.comparing(Ecosystem::kind).thenComparing(Ecosystem::id))
            .orElse(Ecosystem.GENERAL);
    List<String> stems =
        own.stream()
            .filter(origin -> origin.ecosystem().equals(ecosystem))
            .map(PackageOrigin::stem)
            .distinct()
            .toList();
    String stem = commonStem(stems);
    return new Draft(attributes, stem, ecosystem, own, attributes.contains(stem));
  }

  private List<PackageOrigin> origins(List<String> group) {
    return group.size() == 1
        ? known(group.getFirst()).origins()
        : group.stream()
            .flatMap(attribute -> known(attribute).origins().stream())
            .distinct()
            .toList();
  }

  private static String commonStem(List<String> stems) {
    if (stems.size() == 1) {
      return stems.getFirst();
    }
    String mark = stems.stream().allMatch(stem -> stem.endsWith(BINARY)) ? BINARY : "";
    return stems.stream()
        .map(stem -> NameStem.ofSameSource(stem) + mark)
        .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private static Map<String, String> keys(List<Draft> drafts) {
    Map<String, String> keys = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (Draft draft : drafts) {
      String plain = slug(draft.stem());
      keys.put(draft.identity(), taken.add(plain) ? plain : longerKey(draft, taken));
    }
    return keys;
  }

  private static String longerKey(Draft draft, Set<String> taken) {
    return Stream.of(longerSpellings(draft), draft.attributes().stream(), numbered(draft))
        .flatMap(Function.identity())
        .map(GroupNaming::slug)
        .filter(taken::add)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free key for " + draft.attributes()));
  }

  /** For attributes that differ only in case: {@code Literate} beside {@code literate}. */
  private static Stream<String> numbered(Draft draft) {
    return IntStream.iterate(2, number -> number + 1)
        .mapToObj(number -> draft.attributes().getFirst() + "-" + number);
  }

  /** The stem with its family, then with the owners of its repositories. */
  private static Stream<String> longerSpellings(Draft draft) {
    Stream<String> family =
        draft.isGeneral() ? Stream.of() : Stream.of(draft.stem() + "-" + draft.ecosystem().id());
    Stream<String> owner =
        draft.origins().stream()
            .flatMap(origin -> Stream.concat(origin.sources().stream(), origin.pages().stream()))
            .map(RepositoryKey::owner)
            .filter(name -> !name.isEmpty())
            .map(name -> draft.stem() + "-" + name.replace('/', '-'));
    return Stream.concat(family, owner);
  }

  private static String slug(String name) {
    StringBuilder out = new StringBuilder(name.length());
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      out.append(
          (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "._+-".indexOf(c) >= 0 ? c : '-');
    }
    return out.toString();
  }

  private ProjectGroup group(
      Draft draft, String key, Map<String, String> generalByStem, Map<String, String> basesByCpe) {
    String base = CURATED_BASES.getOrDefault(draft.stem(), "");
    if (base.isEmpty() && draft.isGeneral()) {
      base = NameStem.ofSameSource(draft.stem());
    }
    String variantOf = base.equals(draft.stem()) ? null : generalByStem.get(base);
    if (variantOf == null) {
      variantOf = basesByCpe.get(key);
    }
    return new ProjectGroup(
        key, draft.attributes(), key.equals(variantOf) ? null : variantOf, because(draft));
  }

  /** Of several groups with one asserted CPE all are variants of the one with the shortest name. */
  private Map<String, String> basesByCpe(List<Draft> drafts, Map<String, String> keys) {
    Map<AssertedCpe, List<Draft>> byCpe = new HashMap<>();
    for (Draft draft : drafts) {
      Set<AssertedCpe> asserted = new LinkedHashSet<>();
      for (String attribute : draft.attributes()) {
        known(attribute).builds().forEach(found -> asserted.addAll(found.metadata().cpes()));
      }
      asserted.forEach(cpe -> byCpe.computeIfAbsent(cpe, c -> new ArrayList<>()).add(draft));
    }
    Map<String, String> bases = new HashMap<>();
    for (List<Draft> sharing : byCpe.values()) {
      Draft base =
          sharing.stream()
              .min(
                  Comparator.comparingInt((Draft draft) -> draft.stem().length())
                      .thenComparing(draft -> keyOf(keys, draft)))
              .orElseThrow();
      for (Draft other : sharing) {
        if (!other.equals(base)) {
          bases.merge(
              keyOf(keys, other),
              keyOf(keys, base),
              (one, two) -> one.compareTo(two) <= 0 ? one : two);
        }
      }
    }
    return bases;
  }

  private static String keyOf(Map<String, String> keys, Draft draft) {
    return java.util.Objects.requireNonNull(keys.get(draft.identity()), "every draft has a key");
  }

  private AttributeOrigins known(String attribute) {
    return java.util.Objects.requireNonNull(attributes.get(attribute), "groups are of these");
  }

  private static List<String> because(Draft draft) {
    int count = draft.attributes().size();
    if (count == 1) {
      return List.of("the only attribute built from " + draft.stem());
    }
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "%d attributes are named %s%s"
            .formatted(
                count,
                draft.stem(),
                draft.isGeneral() ? "" : " among the packages of " + draft.ecosystem().id()));
    most(draft, origin -> origin.sources().stream().map(RepositoryKey::toString))
        .map(place -> "their source is " + place)
        .ifPresent(reasons::add);
    most(
            draft,
            origin ->
                Stream.concat(
                    origin.pages().stream().map(RepositoryKey::toString), origin.sites().stream()))
        .map(place -> "their homepage is " + place)
        .ifPresent(reasons::add);
    return reasons;
  }

  /** The place that most origins of the group have in common, where at least two have it. */
  private static java.util.Optional<String> most(
      Draft draft, Function<PackageOrigin, Stream<String>> places) {
    Map<String, Integer> counts = new TreeMap<>();
    draft
        .origins()
        .forEach(o -> places.apply(o).distinct().forEach(p -> counts.merge(p, 1, Integer::sum)));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  private static Map<String, String> curatedBases() {
    Map<String, String> bases = new HashMap<>();
    for (DataTable.Row row : DataTable.read(GroupNaming.class, "variants.tsv")) {
      bases.put(row.get("stem"), row.get("base"));
    }
    return Map.copyOf(bases);
  }
}
