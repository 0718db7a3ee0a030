package org.snowguard.server.nixpkgs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.server.web.Transactions;

/** What every channel ever carried: the first question of a supply-chain incident. */
public final class PackageHistory {

  private final HistoryStore store;
  private final Transactions transactions;

  PackageHistory(Jdbi jdbi, Transactions transactions) {
    store = new HistoryStore(jdbi);
    this.transactions = transactions;
  }

  /** For commands, which start no web service. */
  public static PackageHistory in(Jdbi jdbi, Transactions transactions) {
    return new PackageHistory(jdbi, transactions);
  }

  /**
   * An attribute from its first sight on; empty lists for one never seen.
   *
   * @param steps by channel, the newest first
   * @param carried the same by version
   * @param becameOf what it was moved or renamed to, the newest first in a channel
   * @param cameFrom what was moved or renamed to it
   * @param project slug of the project that it is, or was last, part of
   */
  public record OfAttribute(
      List<PackageStep> steps,
      List<CarriedVersion> carried,
      List<PackageMove> becameOf,
      List<PackageMove> cameFrom,
      @Nullable String project) {}

  /** All that is known of an attribute, gone or not. */
  public OfAttribute of(String attribute) {
    return transactions.read(
        () -> {
          List<ShippedSpan> spans = store.spans(List.of(attribute));
          return new OfAttribute(
              steps(spans),
              CarriedVersion.of(spans),
              store.movesFrom(attribute),
              store.movesTo(attribute),
              store.projectOf(attribute).orElse(null));
        });
  }

  /** Where some attributes were carried, by attribute and channel, the newest first. */
  public List<CarriedVersion> carried(Collection<String> attributes) {
    return CarriedVersion.of(store.spans(attributes));
  }

  /** The same of one version. */
  public List<CarriedVersion> carried(Collection<String> attributes, String version) {
    return carried(attributes).stream().filter(one -> one.label().equals(version)).toList();
  }

  /**
   * Where other attributes of the same projects, or of derivations with the same names, carried a
   * version: openssl@1.1.1w was openssl_1_1.
   */
  public List<CarriedVersion> elsewhere(Collection<String> attributes, String version) {
    return transactions.read(() -> carried(store.relatives(attributes), version));
  }

  /** What a person meant by a word. */
  public sealed interface Named {
    List<String> attributes();

    /** An attribute that a channel has or had. */
    record Attribute(List<String> attributes) implements Named {}

    /** A project with the attributes that are or were part of it. */
    record Project(String slug, List<String> attributes) implements Named {}

    /** A derivation's name with the attributes that had it. */
    record Name(String pname, List<String> attributes) implements Named {}
  }

  /** An attribute before a project's slug before a derivation's name; empty for none of them. */
  public Optional<Named> named(String word) {
    return transactions.read(
        () -> {
          if (!store.spans(List.of(word)).isEmpty()) {
            return Optional.of(new Named.Attribute(List.of(word)));
          }
          List<String> ofProject = store.attributesOfProject(word);
          if (!ofProject.isEmpty()) {
            return Optional.of(new Named.Project(word, ofProject));
          }
          List<String> ofName = store.attributesOfName(word);
          return ofName.isEmpty() ? Optional.empty() : Optional.of(new Named.Name(word, ofName));
        });
  }

  /** Attributes that are spelled most like a word. */
  public List<String> nearest(String word, int limit) {
    return NearestNames.of(word, store.attributes(), limit);
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
