package org.snowguard.server.publication.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.publication.IssueForm;
import org.snowguard.server.publication.PublishedForms;
import org.snowguard.server.publication.PublishedItem;
import org.snowguard.server.remediation.status.Statuses;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;
import tools.jackson.databind.json.JsonMapper;

/** Roundups: of the running week as it stands, of the last one once and for all. */
public final class WeeklyReports {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** After the end of a week: then all of it stands in the public forms. */
  static final Duration SETTLED = Duration.ofMinutes(10);

  private final ReportStore store;
  private final PublishedForms forms;
  private final Statuses statuses;
  private final Transactions transactions;
  private final Clock clock;

  private WeeklyReports(
      ReportStore store,
      PublishedForms forms,
      Statuses statuses,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.forms = forms;
    this.statuses = statuses;
    this.transactions = transactions;
    this.clock = clock;
  }

  public static WeeklyReports in(Jdbi jdbi, Transactions transactions, Clock clock) {
    return new WeeklyReports(
        new ReportStore(jdbi),
        PublishedForms.in(jdbi),
        new Statuses(jdbi, transactions),
        transactions,
        clock);
  }

  /** The newest week that is over. */
  public Week latest() {
    return Week.of(clock.instant()).before();
  }

  /**
   * The roundup of a week. That of the last week is written the first time somebody asks, or by the
   * job on Monday, and stays so.
   *
   * @throws NotFound of a week to come, and of one that is over and of which none was written: what
   *     stood then is not known any more
   */
  public Roundup of(Week week) {
    return kept(week)
        .or(() -> make(week))
        .orElseThrow(
            () ->
                new NotFound(
                    "reading a weekly roundup",
                    week.text(),
                    "there is none: see those that were written at /report/weekly."));
  }

  /**
   * What the roundup of a week tells of one channel.
   *
   * @param channel null: the whole
   * @throws NotFound of a channel that is not known
   */
  public Roundup of(Week week, @Nullable String channel) {
    Roundup whole = of(week);
    if (channel == null) {
      return whole;
    }
    if (!transactions.read(() -> store.isChannel(channel))) {
      throw new NotFound(
          "reading a weekly roundup",
          "channel \"" + channel + "\"",
          "the channels stand on the first page.");
    }
    return whole.in(channel);
  }

  private Optional<Roundup> kept(Week week) {
    return transactions.read(
        () ->
            store
                .find(week.text())
                .map(body -> JSON.readValue(body, Roundup.class))
                .map(roundup -> roundup.thanking(store.thanked(week.text()))));
  }

  private Optional<Roundup> make(Week week) {
    Week running = Week.of(clock.instant());
    if (week.equals(running)) {
      return Optional.of(transactions.read(() -> made(week)));
    }
    if (!week.equals(running.before())) {
      return Optional.empty();
    }
    if (clock.instant().isBefore(week.end().plus(SETTLED))) {
      // What happened in its last moments may still be on its way: told, but not for good.
      return Optional.of(transactions.read(() -> made(week)));
    }
    transactions.run(
        () -> {
          Roundup roundup = made(week);
          store.keep(week, clock.instant(), JSON.writeValueAsString(roundup));
        });
    return kept(week);
  }

  private Roundup made(Week week) {
    List<IssueForm> issues =
        forms.all(PublishedItem.ISSUE).stream()
            .map(item -> JSON.readValue(item.body(), IssueForm.class))
            .toList();
    List<String> rolling = store.rollingChannels();
    return new RoundupMaking(week, issues, statuses.fixedBetween(week.begin(), week.end()))
        .make(rolling::contains, clock.instant());
  }

  /** Those of which somebody may want a roundup. */
  List<String> channels() {
    return transactions.read(store::supportedChannels);
  }

  /** Weeks of which one was written, the newest first. */
  public List<String> weeks() {
    return transactions.read(() -> store.weeks());
  }

  /** What somebody did in a week: for nobody's eyes but theirs. */
  OwnReport own(long account, Week week) {
    return transactions.read(
        () ->
            new OwnReport(
                week.text(),
                week.before().text(),
                store.ownCounts(account, week.begin(), week.end()),
                store.isThanked(account)));
  }

  void thank(long account, boolean wanted) {
    Instant now = clock.instant();
    transactions.run(
        () -> {
          if (wanted) {
            store.thank(account, now);
          } else {
            store.thankNoMore(account);
          }
        });
  }
}
