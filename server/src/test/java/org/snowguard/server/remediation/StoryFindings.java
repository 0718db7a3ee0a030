package org.snowguard.server.remediation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snowguard.server.remediation.backport.Backports;
import org.snowguard.server.remediation.landing.Landing;
import org.snowguard.server.remediation.landing.Landings;
import org.snowguard.server.remediation.pull.Fix;
import org.snowguard.server.remediation.pull.Fixes;
import org.snowguard.server.remediation.status.StatusChange;
import org.snowguard.server.remediation.status.Statuses;

/** What the server knows once all is told, as rows of tables. */
final class StoryFindings {

  private static final Pattern FOLLOWED =
      Pattern.compile("master|(release|nixos)-([0-9.]+|unstable)");
  private static final Pattern FIXED = Pattern.compile("\"fixed\": ?\"([0-9a-f]{40})\"");

  /** Where in a line of waits the day stands on which the flaw became public. */
  private static final int FIRST_MILESTONE = 11;

  private static final int STAGES = 7;

  private final RemediationWorld world;
  private final List<String> trials;

  StoryFindings(RemediationWorld world) {
    this.world = world;
    trials = trials(world);
  }

  /** A commit by its name, and where it landed and ended. */
  List<String> landings() {
    Landings landings = world.server.bean(Landings.class);
    return world.nixpkgs.names().stream()
        .map(
            name ->
                (name
                        + " | "
                        + landings.of(world.nixpkgs.commit(name)).stream()
                            .filter(one -> FOLLOWED.matcher(one.ref()).matches())
                            .map(StoryFindings::landing)
                            .collect(Collectors.joining(" ")))
                    .strip())
        .toList();
  }

  private static String landing(Landing landing) {
    String end =
        landing.revertedAt() == null ? "" : "-" + RemediationWorld.day(landing.revertedAt());
    return "%s=%s%s%s"
        .formatted(
            landing.ref(),
            landing.wasThereBefore() ? "<" : "",
            RemediationWorld.day(landing.firstSeen()),
            end);
  }

  /** Which pull request fixes what, and why. */
  List<String> links() {
    Fixes fixes = world.server.bean(Fixes.class);
    List<String> links = new ArrayList<>();
    new TreeMap<>(world.issues())
        .forEach(
            (id, issue) ->
                fixes.ofIssueWithRefuted(issue).stream()
                    .sorted(Comparator.comparingInt(fix -> fix.pull().number()))
                    .forEach(fix -> links.add(link(id, fix))));
    return links;
  }

  private static String link(String id, Fix fix) {
    return "%s #%d %s %s %s %s%s"
        .formatted(
            id,
            fix.pull().number(),
            fix.evidence(),
            fix.confidence(),
            fix.opinion(),
            fix.pull().state(),
            fix.backportOf() == null ? "" : " of #" + fix.backportOf());
  }

  /** All changes of statuses, by vulnerability and channel. */
  List<String> changes() {
    Statuses statuses = world.server.bean(Statuses.class);
    return new TreeMap<>(world.issues())
        .values().stream()
            .flatMap(
                issue ->
                    statuses.history(issue).stream()
                        .sorted(Comparator.comparing(StatusChange::channel)))
            .map(StoryFindings::change)
            .toList();
  }

  private static String change(StatusChange change) {
    return "%s %s %s %s %s"
        .formatted(
            change.vulnerabilityId(),
            change.channel(),
            RemediationWorld.day(change.at()),
            change.after() == null ? "gone" : change.after().text(),
            change.how().code().text());
  }

  /** What had become of the last trial of each pick that was wanted. */
  List<String> trials() {
    return trials;
  }

  private static List<String> trials(RemediationWorld world) {
    return world.server.bean(Backports.class).all().stream()
        .filter(wanted -> wanted.trial() != null)
        .map(
            wanted ->
                "#%d %s %s %s"
                    .formatted(
                        wanted.pull().number(),
                        wanted.branch(),
                        Objects.requireNonNull(wanted.trial()).outcome(),
                        Objects.requireNonNull(wanted.trial()).files()))
        .toList();
  }

  /** The commits that the export calls fixes of an issue. */
  List<String> fixedBy(int issue) {
    String osv =
        world
            .server
            .anonymous()
            .get("/api/v1/issues/NIXPKGS-2026-%04d/osv".formatted(issue))
            .body();
    return FIXED.matcher(osv).results().map(found -> found.group(1)).toList();
  }

  /** Each wait, as the track record tells it. */
  List<String> dwellTimes() {
    return csv("/metrics/track-record.csv?from=2026-06-01&to=2026-06-30")
        .map(line -> "%s %s %s %s".formatted(line[1], line[2], line[6], days(line[8])))
        .toList();
  }

  /** How a package of an issue stands in each channel, its days, and those of each stage. */
  List<String> stages(String issue) {
    return csv("/metrics/dwell-time/waits.csv?issue=" + issue)
        .map(
            line ->
                "%s %s %s: %s"
                    .formatted(
                        line[4],
                        line[6],
                        days(line[10]),
                        IntStream.rangeClosed(1, STAGES)
                            .mapToObj(stage -> stage(line, stage))
                            .collect(Collectors.joining(" "))))
        .toList();
  }

  /** Without the moment of its end a stage goes on, or ended with the wait. */
  private static String stage(String[] line, int stage) {
    String days = days(line[FIRST_MILESTONE + STAGES + stage]);
    boolean isPassed = !line[FIRST_MILESTONE + stage].isEmpty();
    return isPassed || days.equals("-") ? days : days + "+";
  }

  /** By start and channel. */
  List<String> figures() {
    return Stream.of("public", "notified", "upstream_fix").flatMap(this::figures).toList();
  }

  private Stream<String> figures(String start) {
    return csv("/metrics/dwell-time.csv?start=" + start)
        .filter(line -> line[0].equals("channel"))
        .sorted(Comparator.comparing(line -> line[1]))
        .map(
            line ->
                "%s %s %s/%s %s %s"
                    .formatted(start, line[1], line[3], line[2], days(line[4]), days(line[5])));
  }

  private Stream<String[]> csv(String path) {
    return world
        .server
        .anonymous()
        .get(path)
        .body()
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1));
  }

  private static String days(String number) {
    return number.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", Double.parseDouble(number));
  }
}
