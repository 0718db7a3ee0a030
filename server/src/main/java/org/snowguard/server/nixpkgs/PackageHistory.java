package org.snowguard.server.nixpkgs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Transactions;

/** What every channel ever carried: the first question of a supply-chain incident. */
public final class PackageHistory {

  /** How many steps of each channel {@link #of} tells. */
  public static final int NEWEST = 25;

  private final HistoryStore store;
  private final AttributeStore attributes;
  private final Transactions transactions;

  PackageHistory(Jdbi jdbi, Transactions transactions) {
    store = new HistoryStore(jdbi);
    attributes = new AttributeStore(jdbi);
    this.transactions = transactions;
  }

  /** For commands, which start no web service. */
  public static PackageHistory in(Jdbi jdbi, Transactions transactions) {
    return new PackageHistory(jdbi, transactions);
  }

  /**
   * An attribute from its first sight on; empty lists for one never seen.
   *
   * @param steps by channel, the newest {@link #NEWEST} of each, the newest first
   * @param stepCounts how many there are
   * @param carried all of them by version
   * @param becameOf what it was moved or renamed to, the newest first in a channel
   * @param cameFrom what was moved or renamed to it
   * @param project slug of the project that it is, or was last, part of
   */
  public record OfAttribute(
      List<PackageStep> steps,
      List<StepCount> stepCounts,
      List<CarriedVersion> carried,
      List<PackageMove> becameOf,
      List<PackageMove> cameFrom,
      @Nullable String project) {}

  /** How many steps there are in a channel. */
  public record StepCount(String channel, long total) {}

  /** All that is known of an attribute, gone or not. */
  public OfAttribute of(String attribute) {
    return transactions.read(
        () -> {
          List<ShippedSpan> spans = store.spans(List.of(attribute));
          return new OfAttribute(
              newestSteps(spans),
              counts(spans),
              CarriedVersion.of(spans),
              store.movesFrom(attribute),
              store.movesTo(attribute),
              attributes.projectOf(attribute).orElse(null));
        });
  }

  /** All steps in a channel, the newest first. */
  public Page<PackageStep> steps(
      String attribute, String channel, @Nullable Cursor after, int size) {
    return transactions.read(
        () -> {
          // One more tells whether there is another page, and what the last one shown came from.
          List<ShippedSpan> spans =
              store.spans(attribute, channel, after == null ? null : after.number(0), size + 1);
          return Page.of(
              steps(spans),
              size,
              store.count(attribute, channel),
              step -> Cursor.of(step.span().id()));
        });
  }

  /** Whether no channel's packages were ever read. */
  public boolean isEmpty() {
    return !store.hasSnapshot();
  }

  /** Where some attributes were carried, by attribute and channel, the newest first. */
  public List<CarriedVersion> carried(Collection<String> attributes) {
    return CarriedVersion.of(store.spans(attributes));
  }

  /** The same of one version, whatever its case and a leading v. */
  public List<CarriedVersion> carried(Collection<String> attributes, String version) {
    return carried(attributes).stream().filter(one -> one.isAt(version)).toList();
  }

  /**
   * Where other attributes of the same projects, or of derivations with the same names, carried a
   * version: openssl@1.1.1w was openssl_1_1.
   */
  public List<CarriedVersion> elsewhere(Collection<String> of, String version) {
    return transactions.read(() -> carried(attributes.relatives(of), version));
  }

  /** What a person meant by a word. */
  public sealed interface Named {
    List<String> attributes();

    /** An attribute that a channel has or had; several where only their case differs. */
    record Attribute(List<String> attributes) implements Named {}

    /** A project with the attributes that are or were part of it. */
    record Project(String slug, List<String> attributes) implements Named {}

    /** A derivation's name with the attributes that had it. */
    record Name(String pname, List<String> attributes) implements Named {}
  }

  /**
   * An attribute before a project's slug before a derivation's name, as it is spelled before any
   * case; empty for none of them.
   */
  public Optional<Named> named(String word) {
    return transactions.read(() -> spelled(word).or(() -> inAnyCase(word)));
  }

  private Optional<Named> inAnyCase(String word) {
    List<String> found = attributes.inAnyCase(word);
    return found.isEmpty()
        ? spelled(word.toLowerCase(Locale.ROOT))
        : Optional.of(new Named.Attribute(found));
  }

  private Optional<Named> spelled(String word) {
    if (!store.spans(List.of(word)).isEmpty()) {
      return Optional.of(new Named.Attribute(List.of(word)));
    }
    List<String> ofProject = attributes.attributesOfProject(word);
    if (!ofProject.isEmpty()) {
      return Optional.of(new Named.Project(word, ofProject));
    }
    List<String> ofName = attributes.attributesOfName(word);
    return ofName.isEmpty() ? Optional.empty() : Optional.of(new Named.Name(word, ofName));
  }

  /** Attributes that are spelled most like a word. */
  public List<String> nearest(String word, int limit) {
    return NearestNames.of(word, attributes.attributes(), limit);
  }

  /** A channel that changes daily leaves room for the others, and their bodies are not read. */
  private List<PackageStep> newestSteps(List<ShippedSpan> spans) {
    List<ShippedSpan> read = new ArrayList<>();
    Set<Long> shown = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (ShippedSpan span : spans) {
      int place = seen.merge(span.channel(), 1, Integer::sum);
      if (place <= NEWEST) {
        shown.add(span.id());
      }
      if (place <= NEWEST + 1) {
        read.add(span);
      }
    }
    return steps(read).stream().filter(step -> shown.contains(step.span().id())).toList();
  }

  private static List<StepCount> counts(List<ShippedSpan> spans) {
    Map<String, Long> counts = new LinkedHashMap<>();
    spans.forEach(span -> counts.merge(span.channel(), 1L, Long::sum));
    return counts.entrySet().stream()
        .map(count -> new StepCount(count.getKey(), count.getValue()))
        .toList();
  }

  private List<PackageStep> steps(List<ShippedSpan> spans) {
    Map<Long, PackageMetadata> metadata =
        store.metadata(spans.stream().map(ShippedSpan::metadataId).distinct().toList());
    Set<Long> ids = new HashSet<>();
    spans.stream().map(ShippedSpan::sourcesId).filter(Objects::nonNull).forEach(ids::add);
    Map<Long, PackageSources> sources = new HashMap<>(store.sources(ids));
    List<PackageStep> steps = new ArrayList<>();
    for (int index = 0; index < spans.size(); index++) {
      ShippedSpan span = spans.get(index);
      ShippedSpan before = index + 1 < spans.size() ? spans.get(index + 1) : null;
      PackageChange change =
          before != null && before.becomes(span)
              ? PackageChange.between(
                  side(before, metadata, sources), side(span, metadata, sources))
              : null;
      steps.add(new PackageStep(span, change));
    }
    return List.copyOf(steps);
  }

  private static PackageChange.Side side(
      ShippedSpan span, Map<Long, PackageMetadata> metadata, Map<Long, PackageSources> sources) {
    return new PackageChange.Side(
        span.version(),
        metadata.getOrDefault(span.metadataId(), PackageMetadata.NONE),
        span.sourcesId() == null ? null : sources.get(span.sourcesId()));
  }
}
