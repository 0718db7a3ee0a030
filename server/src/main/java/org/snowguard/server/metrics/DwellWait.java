package org.snowguard.server.metrics;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.dwell.DwellFacts;
import org.snowguard.core.dwell.DwellTime;
import org.snowguard.core.dwell.KaplanMeier;
import org.snowguard.core.dwell.Milestone;
import org.snowguard.core.dwell.Stage;
import org.snowguard.server.web.Cursor;

/**
 * One wait with all its stages, or why it is left out.
 *
 * @param attribute attribute path, or the option path of a NixOS module
 * @param project that it is part of, or null
 * @param state how it stands: {@code fixed}; a way of being censored such as {@code open} or {@code
 *     end_of_life}; or the reason why it is left out
 * @param label the same for people
 * @param censored whether it is known only to have lasted at least so long
 * @param startedAt of the clock; null where it is left out
 * @param endedAt null while it is open, and where nobody can tell
 * @param days that it lasted, so far if it is open; null where it is left out
 * @param milestones when what happened, by its name; what did not is left out
 * @param stages those that were entered, in their order
 */
public record DwellWait(
    String issue,
    String title,
    String vulnerability,
    String attribute,
    @Nullable String project,
    String channel,
    String severity,
    String state,
    String label,
    boolean censored,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Double days,
    Map<String, Instant> milestones,
    List<PassedStage> stages) {

  public DwellWait {
    milestones = new LinkedHashMap<>(milestones);
    stages = List.copyOf(stages);
  }

  /**
   * A stage that was entered.
   *
   * @param passed false: it lasted at least so long
   */
  public record PassedStage(String from, String to, double days, boolean passed) {}

  static DwellWait of(TimedRow timed, Instant now) {
    return switch (timed.time()) {
      case DwellTime.Counted counted -> of(timed, timed.row().facts().end().label(), counted, now);
      case DwellTime.LeftOut left -> of(timed, left.reason().label(), null, now);
    };
  }

  private static DwellWait of(
      TimedRow timed, String label, DwellTime.@Nullable Counted counted, Instant now) {
    DwellRow row = timed.row();
    DwellFacts facts = row.facts();
    Map<String, Instant> milestones = new LinkedHashMap<>();
    for (Milestone milestone : Milestone.values()) {
      facts.at(milestone).ifPresent(at -> milestones.put(milestone.text(), at));
    }
    return new DwellWait(
        row.issue(),
        row.title(),
        row.vulnerability(),
        row.attribute(),
        row.project(),
        row.channel(),
        row.severity(),
        timed.state(),
        label,
        timed.isCensored(),
        counted == null ? null : counted.startedAt(),
        facts.endedAt(),
        counted == null ? null : counted.days(),
        milestones,
        stages(facts, now));
  }

  private static List<PassedStage> stages(DwellFacts facts, Instant now) {
    return Stage.all().stream()
        .flatMap(stage -> stage.observe(facts, now).stream().map(seen -> stage(stage, seen)))
        .toList();
  }

  private static PassedStage stage(Stage stage, KaplanMeier.Observation seen) {
    return new PassedStage(stage.from().text(), stage.to().text(), seen.time(), seen.ended());
  }

  /** When a milestone was reached, or null. */
  public @Nullable Instant at(Milestone milestone) {
    return milestones.get(milestone.text());
  }

  /** The stage that leads to a milestone, where it was entered. */
  public Optional<PassedStage> stageTo(Milestone milestone) {
    return stages.stream().filter(stage -> stage.to().equals(milestone.text())).findFirst();
  }

  Cursor cursor() {
    return Cursor.of(issue, vulnerability, channel, attribute);
  }
}
