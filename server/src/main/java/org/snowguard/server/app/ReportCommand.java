package org.snowguard.server.app;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.publication.report.Roundup;
import org.snowguard.server.publication.report.RoundupText;
import org.snowguard.server.publication.report.Week;
import org.snowguard.server.publication.report.WeeklyReports;
import org.snowguard.server.web.Markdown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the roundup of a week. */
@Command(
    name = "report",
    description = {
      "Print what happened to public issues in a week: for a forum, a page or a mail.",
      "Of a week that is over it prints the same for ever."
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  /** How it is printed. */
  enum Form {
    MARKDOWN,
    HTML,
    MAIL
  }

  @Mixin private SettingOptions settingOptions = new SettingOptions();

  @Option(
      names = "--week",
      paramLabel = "YYYY-Www",
      description = "Such as 2026-W47; the last one that is over unless given.")
  private @Nullable String week;

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description = "Of this channel alone, such as nixos-26.05; of all unless given.")
  private @Nullable String channel;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}; markdown unless given.")
  private Form form = Form.MARKDOWN;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Week wanted = week == null ? null : Week.parse(week);
    Roundup roundup;
    try (Database database = Database.openExisting(settingOptions.database())) {
      WeeklyReports reports = database.weeklyReports(Clock.systemUTC());
      roundup = reports.of(wanted == null ? reports.latest() : wanted, channel);
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(
        switch (form) {
          case MARKDOWN -> RoundupText.markdown(roundup);
          case HTML -> Markdown.text(RoundupText.markdown(roundup));
          case MAIL -> RoundupText.mail(roundup);
        });
    out.flush();
    return 0;
  }
}
