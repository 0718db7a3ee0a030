package org.snowguard.server.browse.answer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusHow;
import org.snowguard.server.remediation.status.StatusRow;

/** When channels were affected by one vulnerability. */
final class History {

  private final List<String> channels;
  private final List<Carried> carried;
  private final List<StatusRow> rows;

  /**
   * @param channels in the order of pages
   */
  History(List<String> channels, List<Carried> carried, List<StatusRow> rows) {
    this.channels = List.copyOf(channels);
    this.rows = List.copyOf(rows);
    this.carried =
        carried.stream().filter(one -> !one.isDenied()).filter(one -> !isDeniedNow(one)).toList();
  }

  /** Whether people judged the package there otherwise than the record does. */
  private boolean isDeniedNow(Carried one) {
    return rows.stream()
        .filter(row -> row.channel().equals(one.channel()))
        .filter(row -> row.attribute().equals(one.attribute()))
        .filter(row -> row.status() == Status.NOT_AFFECTED)
        .anyMatch(row -> denies(row.how().code(), one));
  }

  /** A decision speaks of all that the record says, a judgement of what the channel has now. */
  private static boolean denies(StatusHow.Code code, Carried one) {
    return code == StatusHow.Code.DECISION
        || (code == StatusHow.Code.PERSON && one.until() == null);
  }

  /** A line for each channel that is or was affected. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String channel : channels) {
      List<Carried> there = of(channel);
      if (!there.isEmpty()) {
        lines.add(channel + ": " + span(there));
      } else if (statuses(channel).stream().anyMatch(History::tellsOfAFlaw)) {
        lines.add(channel + ": by what people decided");
      }
    }
    return lines;
  }

  private List<Carried> of(String channel) {
    return carried.stream().filter(one -> one.channel().equals(channel)).toList();
  }

  private List<Status> statuses(String channel) {
    return rows.stream()
        .filter(row -> row.channel().equals(channel))
        .map(StatusRow::status)
        .toList();
  }

  private static boolean tellsOfAFlaw(Status status) {
    return status.isAffected() || status == Status.FIXED || status == Status.ACCEPTED_RISK;
  }

  private static String span(List<Carried> there) {
    Instant since = there.stream().map(Carried::since).min(Comparator.naturalOrder()).orElseThrow();
    return there.stream().anyMatch(one -> one.until() == null)
        ? "seen since " + FlawAnswers.day(since)
        : "seen from %s to %s".formatted(FlawAnswers.day(since), FlawAnswers.day(end(there)));
  }

  private static Instant end(List<Carried> there) {
    return there.stream()
        .map(Carried::until)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  boolean wasAffected(String channel) {
    return !of(channel).isEmpty();
  }

  /** When the last affected package was seen gone, or else when the status began. */
  String fixedOn(String channel, List<StatusRow> there) {
    List<Carried> before = of(channel);
    boolean isGone = !before.isEmpty() && before.stream().allMatch(one -> one.until() != null);
    return FlawAnswers.day(
        isGone
            ? end(before)
            : there.stream().map(StatusRow::since).max(Comparator.naturalOrder()).orElseThrow());
  }
}
