package org.snowguard.server.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.dwell.Milestone;
import org.snowguard.core.dwell.Stage;
import org.snowguard.server.metrics.DwellFigures.Group;
import org.snowguard.server.metrics.DwellFigures.StageFigure;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How long users waited: figures with their definitions beside them, and the waits themselves. */
@Controller
final class DwellPages {

  private static final int SIZE = 50;
  private static final int CURSOR = 4;
  private static final List<String> WAIT_COLUMNS = waitColumns();

  private final DwellTimes dwellTimes;
  private final Channels channels;

  DwellPages(DwellTimes dwellTimes, Channels channels) {
    this.dwellTimes = dwellTimes;
    this.channels = channels;
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/metrics/dwell-time")
  Reply dwellTime(@RequestParam Map<String, String> asked) {
    DwellFigures figures = dwellTimes.of(DwellFilter.of(asked));
    List<String> names =
        channels.all().stream().filter(Channel::isPrimary).map(Channel::name).toList();
    return Reply.page(
            "metrics/dwellTime",
            new DwellTimePage(
                figures, CurvePicture.of(figures.curves()), names, figures.filter().query()))
        .twin(figures);
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/metrics/dwell-time.csv")
  ResponseEntity<String> dwellTimeCsv(@RequestParam Map<String, String> asked) {
    DwellFigures figures = dwellTimes.of(DwellFilter.of(asked));
    Csv csv =
        new Csv()
            .line("kind", "name", "waits", "fixed", "median_days", "p90_days", "within_10_days");
    for (Group group : figures.groups()) {
      csv.line(
          group.kind(),
          group.name(),
          group.waits(),
          group.fixed(),
          group.medianDays(),
          group.p90Days(),
          group.withinTenDays());
    }
    for (StageFigure stage : figures.stages()) {
      csv.line(
          "stage",
          stage.from() + " to " + stage.to(),
          stage.waits(),
          stage.passed(),
          stage.medianDays(),
          stage.p90Days(),
          null);
    }
    return MetricsPages.reply(csv);
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/metrics/dwell-time/waits")
  Reply waits(@RequestParam Map<String, String> asked) {
    DwellFilter filter = DwellFilter.of(asked);
    Optional<WaitState> state = WaitState.of(asked.getOrDefault("state", ""));
    Page<DwellWait> page =
        dwellTimes.waits(filter, state, Cursor.parse(asked.get("after"), CURSOR), SIZE);
    return Reply.page("metrics/dwellWaits", new DwellWaitsPage(filter, state.orElse(null), page))
        .twin(page);
  }

  /** A line for each wait: what did not happen is empty; a stage without its end goes on. */
  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/metrics/dwell-time/waits.csv")
  ResponseEntity<String> waitsCsv(@RequestParam Map<String, String> asked) {
    Csv csv = new Csv().line(WAIT_COLUMNS.toArray());
    dwellTimes
        .waits(DwellFilter.of(asked), WaitState.of(asked.getOrDefault("state", "")))
        .forEach(wait -> csv.line(values(wait).toArray()));
    return MetricsPages.reply(csv);
  }

  private static List<String> waitColumns() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "issue",
                "vulnerability",
                "package",
                "project",
                "channel",
                "severity",
                "state",
                "censored",
                "started_at",
                "ended_at",
                "days"));
    Arrays.stream(Milestone.values()).forEach(one -> columns.add(one.text() + "_at"));
    Stage.all().forEach(stage -> columns.add("days_to_" + stage.to().text()));
    return List.copyOf(columns);
  }

  private static List<@Nullable Object> values(DwellWait wait) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(wait.issue());
    values.add(wait.vulnerability());
    values.add(wait.attribute());
    values.add(wait.project());
    values.add(wait.channel());
    values.add(wait.severity());
    values.add(wait.state());
    values.add(wait.censored());
    values.add(wait.startedAt());
    values.add(wait.endedAt());
    values.add(wait.days());
    for (Milestone milestone : Milestone.values()) {
      values.add(wait.at(milestone));
    }
    for (Stage stage : Stage.all()) {
      values.add(wait.stageTo(stage.to()).map(DwellWait.PassedStage::days).orElse(null));
    }
    return values;
  }
}
