package org.snowguard.server.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.dwell.DwellEnd;
import org.snowguard.core.dwell.DwellStart;
import org.snowguard.core.dwell.DwellTime;
import org.snowguard.core.dwell.KaplanMeier;
import org.snowguard.core.dwell.KaplanMeier.Observation;
import org.snowguard.core.dwell.Stage;
import org.snowguard.server.metrics.DwellFigures.Count;
import org.snowguard.server.metrics.DwellFigures.Curve;
import org.snowguard.server.metrics.DwellFigures.Group;
import org.snowguard.server.metrics.DwellFigures.StageFigure;

/** Counts waits into figures. */
final class DwellCount {

  private static final int TEN_DAYS = 10;
  private static final double P90 = 0.9;

  /** Projects and packages of which most waits are known; the filter asks for any other. */
  private static final int MOST = 20;

  /** Kinds of groups that tell stable and unstable apart: elsewhere a share would mix them. */
  private static final Set<String> OF_CHANNELS = Set.of("channels", "channel");

  private static final List<String> SEVERITIES =
      List.of("critical", "high", "medium", "low", "none");

  private final DwellFilter filter;
  private final Instant now;
  private final List<Wait> waits = new ArrayList<>();
  private final Map<DwellTime.LeftOut.Reason, Long> leftOut =
      new EnumMap<>(DwellTime.LeftOut.Reason.class);

  DwellCount(List<DwellRow> all, DwellFilter filter, Instant now) {
    this.filter = filter;
    this.now = now;
    for (TimedRow row : filter.taken(all, now)) {
      switch (row.time()) {
        case DwellTime.Counted counted -> waits.add(new Wait(row.row(), counted));
        case DwellTime.LeftOut left -> leftOut.merge(left.reason(), 1L, Long::sum);
      }
    }
  }

  private record Wait(DwellRow row, DwellTime.Counted time) {}

  DwellFigures figures() {
    return new DwellFigures(filter, now, groups(), stages(), leftOut(), censored(), curves());
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    groups.add(group("all", "all", waits));
    groups.add(group("channels", "unstable", ofChannels(true)));
    groups.add(group("channels", "stable", ofChannels(false)));
    by(wait -> wait.row().channel()).forEach((name, of) -> groups.add(group("channel", name, of)));
    Map<String, List<Wait>> severities = by(wait -> wait.row().severity());
    SEVERITIES.stream()
        .filter(severities::containsKey)
        .forEach(
            name -> groups.add(group("severity", name, severities.getOrDefault(name, List.of()))));
    groups.addAll(most("project", wait -> Objects.toString(wait.row().project(), "")));
    groups.addAll(most("package", wait -> wait.row().attribute()));
    return groups;
  }

  private List<Group> most(String kind, Function<Wait, String> name) {
    return by(name).entrySet().stream()
        .filter(entry -> !entry.getKey().isEmpty())
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<String, List<Wait>> entry) -> -entry.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .limit(MOST)
        .map(entry -> group(kind, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Curve curve(String name, List<Wait> of) {
    KaplanMeier estimate = estimate(of);
    return new Curve(name, estimate.steps(), estimate.until());
  }

  private List<Wait> ofChannels(boolean rolling) {
    return waits.stream().filter(wait -> wait.row().rolling() == rolling).toList();
  }

  private Map<String, List<Wait>> by(Function<Wait, String> name) {
    return waits.stream().collect(Collectors.groupingBy(name, TreeMap::new, Collectors.toList()));
  }

  private static KaplanMeier estimate(List<Wait> of) {
    return KaplanMeier.of(of.stream().map(wait -> wait.time().observation()).toList());
  }

  private Group group(String kind, String name, List<Wait> of) {
    KaplanMeier estimate = estimate(of);
    @Nullable Double within =
        filter.start() == DwellStart.PUBLIC && OF_CHANNELS.contains(kind)
            ? estimate.endedBy(TEN_DAYS).orElse(null)
            : null;
    return new Group(
        kind,
        name,
        estimate.observations(),
        estimate.ended(),
        estimate.median().orElse(null),
        estimate.quantile(P90).orElse(null),
        within);
  }

  private List<StageFigure> stages() {
    List<DwellRow> counted = waits.stream().map(Wait::row).toList();
    return Stage.all().stream()
        .map(
            stage -> {
              List<Observation> observed =
                  counted.stream()
                      .flatMap(row -> stage.observe(row.facts(), now).stream())
                      .toList();
              KaplanMeier estimate = KaplanMeier.of(observed);
              return new StageFigure(
                  stage.from().text(),
                  stage.to().text(),
                  estimate.observations(),
                  estimate.ended(),
                  estimate.median().orElse(null),
                  estimate.quantile(P90).orElse(null));
            })
        .toList();
  }

  private List<Count> leftOut() {
    return Stream.of(DwellTime.LeftOut.Reason.values())
        .map(reason -> new Count(reason.text(), reason.label(), leftOut.getOrDefault(reason, 0L)))
        .toList();
  }

  private List<Count> censored() {
    Predicate<DwellEnd> isNoFix = end -> end != DwellEnd.FIXED && end != DwellEnd.NOT_AFFECTED;
    return Stream.of(DwellEnd.values())
        .filter(isNoFix)
        .map(
            end ->
                new Count(
                    end.text(),
                    end.label(),
                    waits.stream().filter(wait -> wait.row().facts().end() == end).count()))
        .toList();
  }

  private List<Curve> curves() {
    return List.of(
        curve("all", waits),
        curve("unstable", ofChannels(true)),
        curve("stable", ofChannels(false)));
  }
}
