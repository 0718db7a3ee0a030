package org.snowguard.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.match.Tier;
import org.snowguard.core.record.FlawUnion;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.advisory.AdvisoryFiles;
import org.snowguard.formats.advisory.AdvisorySet;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.LatestRecords;
import org.snowguard.formats.cve.RecordCounts;
import org.snowguard.formats.cve.SourcedRecord;
import org.snowguard.formats.cve.VulnerabilityRecords;
import org.snowguard.formats.suggestion.SuggestionOrder;
import org.snowguard.formats.suggestion.SuggestionWriter;

/**
 * One matching of records: they stream through, in portions that are matched in parallel; memory
 * holds the lines of each id, never the records.
 */
final class MatchRun {

  private static final int PORTION = 512;

  private final Matcher matcher;
  private final Set<Tier> tiers;
  private final LatestRecords latest = new LatestRecords();
  private final TreeMap<String, Lines> linesById = new TreeMap<>();
  private final List<SourcedRecord> portion = new ArrayList<>(PORTION);
  private final Map<String, List<String>> aliasesById = new HashMap<>();
  private final Set<String> rejected = new HashSet<>();
  private RecordCounts counts = new RecordCounts(0, 0, 0);
  private AdvisorySet advisories = AdvisorySet.NONE;
  private FlawUnion union = FlawUnion.of(List.of());

  MatchRun(Matcher matcher, Set<Tier> tiers) {
    this.matcher = matcher;
    this.tiers = tiers;
  }

  /** The output of one record. */
  private record Lines(byte[] bytes, Map<Tier, Integer> suggestions) {}

  private record Matched(SourcedRecord from, Lines lines) {}

  /** Takes the records of others, which the records of the CVE list are then united with. */
  void unite(List<Path> inputs, Problems problems, ProgressListener progress) {
    advisories =
        new AdvisoryFiles(Limits.DEFAULT, problem -> problems.report(problem.toString()), progress)
            .latest(inputs);
    union = FlawUnion.of(advisories.records());
  }

  void match(List<Path> inputs, Problems problems, ProgressListener progress) {
    counts =
        new VulnerabilityRecords(
                Limits.DEFAULT, problem -> problems.report(problem.toString()), progress)
            .forEach(inputs, this::take);
    flush();
    matchOthers();
  }

  /** The vulnerabilities that no record of the CVE list tells of. */
  private void matchOthers() {
    Set<String> named =
        aliasesById.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    union.withoutOwnRecord(linesById.keySet(), named).entrySet().parallelStream()
        .map(found -> Map.entry(found.getKey(), union.united(found.getKey(), found.getValue())))
        .map(found -> Map.entry(found.getKey(), lines(found.getValue())))
        .toList()
        .forEach(found -> linesById.put(found.getKey(), found.getValue()));
  }

  private void take(SourcedRecord found) {
    if (latest.offer(found.record().id(), found.record().updated(), found.ordinal())) {
      portion.add(found);
      if (portion.size() == PORTION) {
        flush();
      }
    }
  }

  private void flush() {
    portion.parallelStream()
        .map(found -> new Matched(found, lines(union.united(found.record()))))
        .toList()
        .forEach(this::keep);
    portion.clear();
  }

  /** A record that was the latest when it was read may have been overtaken in the same portion. */
  private void keep(Matched matched) {
    String id = matched.from().record().id();
    if (latest.isLatest(id, matched.from().ordinal())) {
      linesById.put(id, matched.lines());
      aliasesById.put(id, matched.from().record().aliases());
      if (matched.from().record().state() == RecordState.REJECTED) {
        rejected.add(id);
      } else {
        rejected.remove(id);
      }
    }
  }

  private Lines lines(VulnerabilityRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Map<Tier, Integer> suggestions = new EnumMap<>(Tier.class);
    matcher.match(record).stream()
        .filter(suggestion -> tiers.contains(suggestion.tier()))
        .sorted(SuggestionOrder.ORDER)
        .forEach(
            suggestion -> {
              bytes.writeBytes(SuggestionWriter.line(suggestion));
              suggestions.merge(suggestion.tier(), 1, Integer::sum);
            });
    return new Lines(bytes.toByteArray(), suggestions);
  }

  /** Writes all lines, in the order of the contract. */
  void write(OutputStream out) throws IOException {
    for (Lines lines : linesById.values()) {
      out.write(lines.bytes());
    }
  }

  boolean readNothing() {
    return counts.read() + advisories.counts().read() == 0;
  }

  /** One line for people. */
  String summary() {
    Map<Tier, Integer> totals = new EnumMap<>(Tier.class);
    linesById
        .values()
        .forEach(
            lines ->
                lines
                    .suggestions()
                    .forEach((tier, count) -> totals.merge(tier, count, Integer::sum)));
    List<String> parts =
        totals.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
            .map(entry -> "%,d %s".formatted(entry.getValue(), entry.getKey().text()))
            .toList();
    RecordCounts others = advisories.counts();
    String united =
        others.read() == 0
            ? ""
            : ", %,d records of others united, %,d of them withdrawn, %,d only of rejected CVE ids"
                .formatted(advisories.records().size(), union.withdrawn(), union.onlyOf(rejected));
    return "%,d vulnerabilities (%,d records superseded, %,d unreadable%s): %s"
        .formatted(
            linesById.size(),
            latest.superseded() + advisories.superseded(),
            counts.unreadable() + counts.inputs() + others.unreadable() + others.inputs(),
            united,
            parts.isEmpty() ? "no suggestions" : String.join(", ", parts));
  }
}
