package org.snowguard.server.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is overdue, and the track record of a period. */
@Controller
final class MetricsPages {

  private static final MediaType CSV = new MediaType("text", "csv", UTF_8);
  private static final int PERIOD_MONTHS = 12;
  private static final int SIZE = 50;

  private final DwellTimes dwellTimes;
  private final Overdue overdue;
  private final Clock clock;

  MetricsPages(DwellTimes dwellTimes, Overdue overdue, Clock clock) {
    this.dwellTimes = dwellTimes;
    this.overdue = overdue;
    this.clock = clock;
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/metrics/overdue")
  Reply overdue(@RequestParam(required = false) @Nullable String after) {
    OverduePage page = OverduePage.of(overdue.targets(), overdue.page(after, SIZE));
    return Reply.page("metrics/overdue", page).twin(page.twin());
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/metrics/overdue.csv")
  ResponseEntity<String> overdueCsv() {
    Csv csv = new Csv().line("project", "issue", "priority", "target", "days_late", "title");
    for (Overdue.OverdueProject project : overdue.projects()) {
      for (Overdue.OverdueIssue issue : project.issues()) {
        csv.line(
            project.project(),
            issue.issue(),
            issue.priority(),
            issue.target(),
            issue.daysLate(),
            issue.title());
      }
    }
    return reply(csv);
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
    return reply(csv);
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

  /** For other pages of metrics too. */
  static ResponseEntity<String> reply(Csv csv) {
    return ResponseEntity.ok().contentType(CSV).body(csv.toString());
  }
}
