package org.snowguard.server.browse.answer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusHow;
import org.snowguard.server.browse.answer.Answers.Answer;
import org.snowguard.server.remediation.status.StatusRow;

/** The answers about one vulnerability. */
final class FlawAnswers {

  private static final int SHOWN = 6;
  private static final int NAMES = 4;

  private final boolean rejected;
  private final boolean matched;
  private final List<LookedAt> links;
  private final History history;
  private final Map<String, List<StatusRow>> supported;
  private final Map<String, List<StatusRow>> ended;

  /** A channel, and whether it still gets fixes. */
  public record ChannelName(String name, boolean supported) {}

  /**
   * @param matched whether the matcher has looked at it in its present form
   * @param links all of them but those that are no longer made
   * @param channels in the order of pages
   * @param carried what was affected in any snapshot
   * @param rows where it stands now
   */
  FlawAnswers(
      boolean rejected,
      boolean matched,
      List<LookedAt> links,
      List<ChannelName> channels,
      List<Carried> carried,
      List<StatusRow> rows) {
    this.rejected = rejected;
    this.matched = matched;
    this.links = List.copyOf(links);
    history = new History(channels.stream().map(ChannelName::name).toList(), carried, rows);
    supported = byChannel(channels, true, rows);
    ended = byChannel(channels, false, rows);
  }

  private static Map<String, List<StatusRow>> byChannel(
      List<ChannelName> channels, boolean supported, List<StatusRow> rows) {
    Map<String, List<StatusRow>> byChannel = new LinkedHashMap<>();
    for (ChannelName channel : channels) {
      List<StatusRow> there =
          rows.stream().filter(row -> row.channel().equals(channel.name())).toList();
      if (channel.supported() == supported && !there.isEmpty()) {
        byChannel.put(channel.name(), there);
      }
    }
    return byChannel;
  }

  Answers answers() {
    return new Answers(List.of(wasIt(), isIt(), whereFixed(), lookedAt()));
  }

  private Answer wasIt() {
    List<String> lines = history.lines();
    return lines.isEmpty()
        ? Answer.of(Answers.WAS_IT, "plain", nothingKnown("Not seen affected"), lines)
        : Answer.of(Answers.WAS_IT, "bad", "Yes", shortened(lines));
  }

  private String nothingKnown(String otherwise) {
    return rejected
        ? "Rejected by its source"
        : links.isEmpty() && !matched ? "Not known yet" : otherwise;
  }

  private Answer isIt() {
    List<String> lines = new ArrayList<>();
    supported.forEach((channel, rows) -> lines.add(channel + ": " + inWords(rows)));
    ended.forEach((channel, rows) -> lines.add(channel + " (end of life): " + inWords(rows)));
    if (supported.isEmpty()) {
      return Answer.of(
          Answers.IS_IT,
          "plain",
          nothingKnown(links.isEmpty() ? "Nothing in nixpkgs matches" : "In no supported channel"),
          lines);
    }
    return switch (worst(supported.values().stream().flatMap(List::stream).toList())) {
      case AFFECTED, FIX_PROPOSED, FIX_MERGED -> Answer.of(Answers.IS_IT, "bad", "Yes", lines);
      case UNKNOWN, UNDER_INVESTIGATION -> Answer.of(Answers.IS_IT, "mild", "Not known", lines);
      case ACKNOWLEDGED -> Answer.of(Answers.IS_IT, "mild", "Yes, marked insecure", lines);
      case ACCEPTED_RISK -> Answer.of(Answers.IS_IT, "mild", "Yes, the risk is accepted", lines);
      case FIXED, NOT_AFFECTED -> Answer.of(Answers.IS_IT, "good", "No", lines);
    };
  }

  private static Status worst(Collection<StatusRow> rows) {
    return Status.worst(rows.stream().map(StatusRow::status).toList()).orElse(Status.UNKNOWN);
  }

  /** {@code fix proposed (expat 2.6.4): #102 is open}. */
  private static String inWords(List<StatusRow> rows) {
    Status worst = worst(rows);
    String why =
        rows.stream()
            .filter(row -> row.status() == worst && tellsMore(row.how()))
            .map(row -> row.how().text())
            .distinct()
            .limit(1)
            .map(text -> ": " + text)
            .collect(Collectors.joining());
    return worst.label() + named(rows, worst) + why;
  }

  /** What a version says is said by naming it. */
  private static boolean tellsMore(StatusHow how) {
    return switch (how.code()) {
      case PULL_REQUEST, STAGING, BRANCH, LANDING, PATCH, PERSON, DECISION -> true;
      case VERSION, KNOWN_VULNERABILITY, RECORD, UNDECIDED, REMOVED, TAKEN_OUT -> false;
    };
  }

  private static String named(List<StatusRow> rows, Status status) {
    List<String> names =
        rows.stream()
            .filter(row -> row.status() == status)
            .map(
                row ->
                    row.version() == null ? row.attribute() : row.attribute() + " " + row.version())
            .distinct()
            .toList();
    String first = String.join(", ", names.subList(0, Math.min(NAMES, names.size())));
    return " ("
        + first
        + (names.size() > NAMES ? " and " + (names.size() - NAMES) + " more" : "")
        + ")";
  }

  /** Where nothing is affected and something was, or where others are and its version is not. */
  private Answer whereFixed() {
    boolean isAffectedAnywhere =
        supported.values().stream().anyMatch(rows -> worst(rows).isAffected());
    List<String> fixed = new ArrayList<>();
    boolean isOpen = false;
    boolean isEverywhere = true;
    for (Map.Entry<String, List<StatusRow>> one : supported.entrySet()) {
      String channel = one.getKey();
      List<StatusRow> rows = one.getValue();
      Status worst = worst(rows);
      if (worst == Status.FIXED) {
        fixed.add(channel + " since " + history.fixedOn(channel, rows) + ": " + inWords(rows));
      } else if (worst == Status.NOT_AFFECTED && history.wasAffected(channel)) {
        fixed.add(channel + " since " + history.fixedOn(channel, rows) + named(rows, worst));
      } else if (worst == Status.NOT_AFFECTED && isAffectedAnywhere) {
        fixed.add(channel + ": its version is not affected" + named(rows, worst));
      } else if (worst != Status.NOT_AFFECTED) {
        isOpen |= worst.isOpen() || worst == Status.ACKNOWLEDGED;
        isEverywhere = false;
      }
    }
    if (fixed.isEmpty()) {
      return Answer.of(
          Answers.WHERE_FIXED, "plain", isOpen ? "Nowhere yet" : "Nothing to fix", List.of());
    }
    return Answer.of(
        Answers.WHERE_FIXED,
        isEverywhere ? "good" : "mild",
        isEverywhere ? "In every supported channel" : "In some channels",
        fixed);
  }

  private Answer lookedAt() {
    if (links.isEmpty()) {
      return Answer.of(
          Answers.LOOKED_AT,
          "plain",
          matched ? "By machine" : "Not yet",
          List.of(
              matched
                  ? "Nothing in nixpkgs matches; people have not reviewed this."
                  : "The matcher has not come to this record in its present form."));
    }
    List<String> lines = new ArrayList<>();
    int people = 0;
    for (LookedAt link : links) {
      people += link.isByPeople() ? 1 : 0;
      lines.add(link.project() + ": " + words(link));
    }
    String inShort =
        people == links.size() ? "By people" : people > 0 ? "In part by people" : "By machine only";
    return new Answer(
        Answers.LOOKED_AT,
        people > 0 ? "good" : "mild",
        inShort,
        shortened(lines),
        links.stream().map(LookedAt::issue).filter(Objects::nonNull).distinct().toList());
  }

  private static String words(LookedAt link) {
    String on = link.decidedAt() == null ? "" : ", " + day(link.decidedAt());
    return switch (link.state()) {
      case "accepted" -> (link.issue() == null ? "accepted" : "part of " + link.issue()) + on;
      case "dismissed" -> "dismissed as " + reason(link) + on;
      case "snoozed" -> "put aside" + on;
      case "ruled" -> "settled by a standing rule of the security team";
      case "settled" -> "settled by machine, not reviewed";
      case "weak" -> "a weak link, not reviewed";
      case "backlog" -> "in the backlog, not reviewed";
      default -> "waiting in the queue";
    };
  }

  private static String reason(LookedAt link) {
    String reason = link.dismissReason();
    return "“" + (reason == null ? "other" : reason.replace('_', ' ')) + "”";
  }

  static String day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC).toString();
  }

  private static List<String> shortened(List<String> lines) {
    if (lines.size() <= SHOWN) {
      return lines;
    }
    List<String> shown = new ArrayList<>(lines.subList(0, SHOWN - 1));
    shown.add("and " + (lines.size() - shown.size()) + " more");
    return shown;
  }
}
