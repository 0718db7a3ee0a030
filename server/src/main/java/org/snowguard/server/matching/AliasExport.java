package org.snowguard.server.matching;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.LearnedAlias;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.matching.LessonStore.Confirmation;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.PackageSpan;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Transactions;

/** What was learned, for others: the matching command, and nixpkgs itself. */
public final class AliasExport {

  private final LessonStore store;
  private final Aliases aliases;
  private final Vulnerabilities vulnerabilities;
  private final PackageIndex packages;
  private final Transactions transactions;

  private AliasExport(
      LessonStore store,
      Aliases aliases,
      Vulnerabilities vulnerabilities,
      PackageIndex packages,
      Transactions transactions) {
    this.store = store;
    this.aliases = aliases;
    this.vulnerabilities = vulnerabilities;
    this.packages = packages;
    this.transactions = transactions;
  }

  public static AliasExport in(Jdbi jdbi, Transactions transactions, Clock clock) {
    EventLog events = new EventLog(jdbi, clock);
    return new AliasExport(
        new LessonStore(jdbi),
        new Aliases(jdbi, events, transactions, () -> {}, clock),
        new Vulnerabilities(jdbi, new ChangeStreams(jdbi), transactions, clock),
        new PackageIndex(jdbi, transactions),
        transactions);
  }

  /** All lessons in use, as {@code snowguard match --aliases} takes them. */
  public List<LearnedAlias> learned() {
    return transactions.read(aliases::forMatching);
  }

  /**
   * CPE names that people's decisions confirm, for packages that assert none; by project, then
   * file.
   */
  public List<CpeAdvice> forNixpkgs() {
    return transactions.read(
        () -> {
          List<CpeAdvice> advice = new ArrayList<>();
          byProject(store.confirmations())
              .forEach(
                  confirmations ->
                      ConfirmedCpe.of(confirmations, records(confirmations))
                          .ifPresent(cpe -> advice.addAll(byFile(cpe))));
          return advice;
        });
  }

  private static Collection<List<Confirmation>> byProject(List<Confirmation> all) {
    return all.stream()
        .collect(
            Collectors.groupingBy(Confirmation::projectId, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  private Map<Long, VulnerabilityRecord> records(List<Confirmation> confirmations) {
    Map<Long, VulnerabilityRecord> records = new HashMap<>();
    confirmations.stream()
        .map(Confirmation::vulnerabilityId)
        .distinct()
        .forEach(id -> vulnerabilities.record(id).ifPresent(found -> records.put(id, found)));
    return records;
  }

  /** Only packages that stand, and that assert nothing in any channel that has them. */
  private List<CpeAdvice> byFile(ConfirmedCpe confirmed) {
    TreeSet<String> covered = new TreeSet<>();
    confirmed.confirmations().forEach(one -> covered.addAll(one.attributes()));
    Map<String, String> files = new TreeMap<>();
    TreeSet<String> asserting = new TreeSet<>();
    for (PackageSpan span : packages.current(covered)) {
      Optional<PackageMetadata> metadata = packages.metadata(span);
      if (metadata.isPresent() && !metadata.get().cpes().isEmpty()) {
        asserting.add(span.attribute());
      }
      files.putIfAbsent(
          span.attribute(), file(metadata.map(PackageMetadata::position).orElse(null)));
    }
    files.keySet().removeAll(asserting);
    Map<String, List<String>> attributes = new TreeMap<>();
    files.forEach(
        (attribute, file) ->
            attributes.computeIfAbsent(file, f -> new ArrayList<>()).add(attribute));
    List<CpeAdvice> advice = new ArrayList<>();
    attributes.forEach((file, found) -> advice.add(advice(confirmed, file, found)));
    return advice;
  }

  private static CpeAdvice advice(ConfirmedCpe confirmed, String file, List<String> attributes) {
    return new CpeAdvice(
        confirmed.confirmations().getFirst().project(),
        file.isEmpty() ? null : file,
        attributes,
        confirmed.cpe(),
        confirmed.stated(),
        confirmed.others(),
        confirmed.confirmations().stream()
            .map(one -> new CpeAdvice.Decision(one.record(), one.decision(), one.decidedAt()))
            .distinct()
            .toList());
  }

  /** Without the line. */
  private static String file(@Nullable String position) {
    return position == null ? "" : position.replaceFirst(":\\d+$", "");
  }
}
