package org.snowguard.server.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.snowguard.server.metrics.DwellFigures.Group;
import org.snowguard.server.metrics.DwellFigures.StageFigure;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Figures with their definitions beside them. */
@Controller
final class MetricsPages {

  private static final MediaType CSV = new MediaType("text", "csv", UTF_8);
  private static final int PERIOD_MONTHS = 12;

  private final DwellTimes dwellTimes;
  private final Overdue overdue;
  private final Channels channels;
  private final Clock clock;

  MetricsPages(DwellTimes dwellTimes, Overdue overdue, Channels channels, Clock clock) {
    this.dwellTimes = dwellTimes;
    this.overdue = overdue;
    this.channels = channels;
    this.clock = clock;
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/metrics/dwell-time")
  Reply dwellTime(
      @RequestParam(defaultValue = "public") String start,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String severity,
      @RequestParam(name = "package", defaultValue = "") String subject,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to) {
    DwellFigures figures =
        dwellTimes.of(DwellFilter.of(start, channel, severity, subject, from, to));
    String query =
        "start=%s&channel=%s&severity=%s&package=%s&from=%s&to=%s"
            .formatted(
                LocalPath.query(start),
                LocalPath.query(channel),
                LocalPath.query(severity),
                LocalPath.query(subject),
                LocalPath.query(from),
                LocalPath.query(to));
    List<String> names =
        channels.all().stream().filter(Channel::isPrimary).map(Channel::name).toList();
    return Reply.page(
            "metrics/dwellTime",
            new DwellTimePage(
                figures,
                CurvePicture.of(figures.curves()),
                names,
                query,
                "/metrics/dwell-time.csv?" + query))
        .twin(figures);
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/metrics/dwell-time.csv")
  ResponseEntity<String> dwellTimeCsv(
      @RequestParam(defaultValue = "public") String start,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String severity,
      @RequestParam(name = "package", defaultValue = "") String subject,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to) {
    DwellFigures figures =
        dwellTimes.of(DwellFilter.of(start, channel, severity, subject, from, to));
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
    return csv(csv);
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/metrics/overdue")
  Reply overdue() {
    OverduePage page = new OverduePage(overdue.targets(), overdue.projects());
    return Reply.page("metrics/overdue", page).twin(page.twin());
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/metrics/track-record")
  Reply trackRecord(
      @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to) {
    TrackRecord made = made(from, to);
    return Reply.page("metrics/trackRecord", made);
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/metrics/track-record.csv")
  ResponseEntity<String> trackRecordCsv(
      @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to) {
    Csv csv =
        new Csv()
            .line(
                "issue",
                "vulnerability",
                "channel",
                "public",
                "notified",
                "published",
                "state",
                "fixed",
                "days");
    for (TrackRecord.Line line : made(from, to).lines()) {
      csv.line(
          line.issue(),
          line.vulnerability(),
          line.channel(),
          line.publicAt(),
          line.notifiedAt(),
          line.publishedAt(),
          line.state(),
          line.fixedAt(),
          line.days());
    }
    return csv(csv);
  }

  /** The last twelve months, where nothing else is asked for. */
  private TrackRecord made(String from, String to) {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate last = Objects.requireNonNullElse(DwellFilter.day(to), today);
    LocalDate first =
        Objects.requireNonNullElse(DwellFilter.day(from), last.minusMonths(PERIOD_MONTHS));
    if (first.isAfter(last)) {
      throw new BadInput(
          "making the track record",
          "a period from %s to %s".formatted(first, last),
          "let it begin before it ends.");
    }
    return TrackRecord.of(dwellTimes.rows(), first, last, dwellTimes.asOf());
  }

  private static ResponseEntity<String> csv(Csv csv) {
    return ResponseEntity.ok().contentType(CSV).body(csv.toString());
  }
}
