package org.snowguard.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.figure.Stopwatch;
import org.snowguard.bench.increments.LessonDays;
import org.snowguard.bench.increments.PackageDays;
import org.snowguard.bench.increments.RecordDays;
import org.snowguard.bench.matching.RealData;
import org.snowguard.bench.matching.Sample;
import org.snowguard.bench.server.ServerProcess;
import org.snowguard.core.match.IndexDifference;
import org.snowguard.core.match.IndexPart;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.match.TracedMatch;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * Incremental against full matching over the ninety days of real deltas, with made-up changes of 2
 * % of the packages of two channels and eight lessons a day: {@code ./dev bench increments}. Every
 * day all results are compared with those of a full run, and the groups of projects that are said
 * not to have changed with those of the day before; one that differs is a failure. On one record in
 * eight and one package in eight, chosen by their names; property {@code snowguard.seed} chooses
 * the changes, {@code snowguard.part} another part, {@code snowguard.days} fewer days.
 */
public final class BenchIncrements {
  private static final int PART = Integer.getInteger("snowguard.part", 8);
  private static final int DAYS = Integer.getInteger("snowguard.days", 90);
  private static final long SEED = Long.getLong("snowguard.seed", 1L);

  private final Map<String, VulnerabilityRecord> records;
  private final Map<String, TracedMatch> stored = new ConcurrentHashMap<>();
  private final List<Double> incremental = new ArrayList<>();
  private final List<Double> full = new ArrayList<>();
  private final List<Double> rematched = new ArrayList<>();
  private List<IndexPart> parts = List.of();
  private final LessonDays lessons = new LessonDays(SEED);
  private Map<String, ProjectGroup> groups = new TreeMap<>();
  private long differing;
  private long unsaid;

  private BenchIncrements(Map<String, VulnerabilityRecord> first) {
    records = new TreeMap<>(first);
  }

  public static void main(String[] arguments) throws IOException {
    RealArguments.require();
    RealData data = new RealData(ServerProcess.data());
    RecordDays days = RecordDays.read(ServerProcess.data().resolve("cve"), BenchIncrements::isIn);
    List<PackageDays> packages = List.of(part(data.unstable(), SEED), part(data.old(), SEED + 1));
    BenchIncrements bench = new BenchIncrements(days.first());
    bench.run(days, packages);
    if (bench.differing + bench.unsaid > 0) {
      System.exit(1);
    }
  }

  private static PackageDays part(ChannelPackages whole, long seed) {
    return new PackageDays(
        new ChannelPackages(
            whole.channel(), whole.packages().stream().filter(one -> isIn(one.pname())).toList()),
        seed);
  }

  private static boolean isIn(String name) {
    return Math.floorMod(name.hashCode(), PART) == 0;
  }

  private void run(RecordDays days, List<PackageDays> packages) {
    Figure.print("seed", SEED, "number");
    Figure.print("records", records.size(), "count");
    Figure.print(
        "packages", today(packages).stream().mapToInt(one -> one.packages().size()).sum(), "count");
    Figure.note("day  records-changed  parts-changed  rematched  incremental-s  full-s  differing");
    day("first", List.of(), today(packages));
    Figure.print(
        "keys_of_a_record",
        stored.values().stream().mapToInt(one -> one.lookups().size()).average().orElse(0),
        "count");
    days.days().entrySet().stream()
        .limit(DAYS)
        .forEach(
            day -> {
              packages.forEach(PackageDays::next);
              lessons.next(namedEntries(), List.copyOf(groups.keySet()));
              day(day.getKey(), day.getValue(), today(packages));
            });
    Figure.print("days", full.size(), "count");
    Figure.print("results_differing", differing, "count");
    Figure.print("groups_changed_unsaid", unsaid, "count");
    Figure.print("matching_of_a_day_median", median(incremental), "s");
    Figure.print("records_of_a_day_median", median(rematched), "count");
    Figure.print("matching_in_full_median", median(full), "s");
    Figure.summary(
        "increments",
        String.format(
            Locale.ROOT,
            "%d days, %d results differ from a full run, %d groups changed unsaid; a day's"
                + " matching %.3f s for %.0f records (median), %.3f s in full",
            full.size(),
            differing,
            unsaid,
            median(incremental),
            median(rematched),
            median(full)));
  }

  private static List<ChannelPackages> today(List<PackageDays> packages) {
    return packages.stream().map(PackageDays::today).toList();
  }

  private List<AffectedEntry> namedEntries() {
    return records.values().stream().flatMap(one -> one.affected().stream().limit(1)).toList();
  }

  /** Groups of other attributes than the day before, of which the difference says nothing. */
  private long compareGroups(List<ProjectGroup> found, IndexDifference difference) {
    Set<String> said = new HashSet<>(difference.gone());
    difference.comeOrChanged().forEach(part -> said.add(part.name()));
    Map<String, ProjectGroup> before = groups;
    groups = new TreeMap<>();
    found.forEach(group -> groups.put(group.key(), group));
    Set<String> keys = new HashSet<>(before.keySet());
    keys.addAll(groups.keySet());
    return keys.stream()
        .filter(key -> !isSame(before.get(key), groups.get(key)))
        .filter(key -> !said.contains(IndexPart.links(key)))
        .filter(key -> !said.contains(IndexPart.builds(key)))
        .count();
  }

  private static boolean isSame(@Nullable ProjectGroup one, @Nullable ProjectGroup other) {
    return one != null
        && other != null
        && one.attributes().equals(other.attributes())
        && Objects.equals(one.variantOf(), other.variantOf());
  }

  private void day(String day, List<VulnerabilityRecord> delta, List<ChannelPackages> today) {
    List<ProjectGroup> projects = ProjectClustering.cluster(today);
    Matcher matcher = Matcher.of(today, projects, lessons.today());
    Set<String> due = new HashSet<>();
    delta.forEach(record -> take(record, due));
    int changed = due.size();

    Stopwatch watch = new Stopwatch();
    List<IndexPart> now = matcher.parts();
    IndexDifference difference = IndexDifference.between(parts, now);
    stored.forEach(
        (id, match) -> {
          if (match.lookups().meets(difference.keys())) {
            due.add(id);
          }
        });
    if (stored.isEmpty()) {
      due.addAll(records.keySet());
    }
    due.parallelStream().forEach(id -> stored.put(id, trace(matcher, id)));
    parts = now;
    double incrementalSeconds = watch.stop().clock();
    unsaid += compareGroups(projects, difference);

    watch = new Stopwatch();
    Map<String, TracedMatch> again = new ConcurrentHashMap<>();
    records.keySet().parallelStream().forEach(id -> again.put(id, trace(matcher, id)));
    double fullSeconds = watch.stop().clock();
    long wrong =
        again.entrySet().stream()
            .filter(one -> !one.getValue().equals(stored.get(one.getKey())))
            .count();
    differing += wrong;
    if (!day.equals("first")) {
      incremental.add(incrementalSeconds);
      full.add(fullSeconds);
      rematched.add((double) due.size());
    }
    Figure.note(
        String.format(
            Locale.ROOT,
            "%s %d %d %d %.3f %.3f %d",
            day,
            changed,
            difference.gone().size() + difference.comeOrChanged().size(),
            due.size(),
            incrementalSeconds,
            fullSeconds,
            wrong));
  }

  private static double median(List<Double> values) {
    return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray()).percentile(50);
  }

  private TracedMatch trace(Matcher matcher, String id) {
    VulnerabilityRecord record = records.get(id);
    if (record == null) {
      throw new IllegalStateException("record " + id + " is not among those read");
    }
    return matcher.trace(record);
  }

  private void take(VulnerabilityRecord record, Set<String> due) {
    VulnerabilityRecord known = records.get(record.id());
    boolean older =
        known != null
            && known.updated() != null
            && record.updated() != null
            && record.updated().isBefore(known.updated());
    if (!older && (known == null || !known.sameSubstance(record))) {
      records.put(record.id(), record);
      due.add(record.id());
    }
  }
}
