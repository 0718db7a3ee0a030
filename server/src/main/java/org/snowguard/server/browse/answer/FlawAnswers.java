package org.snowguard.server.browse.answer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.browse.answer.Answers.Answer;

/** The answers about one vulnerability. */
final class FlawAnswers {

  private static final int SHOWN = 6;
  private static final int NAMES = 4;

  private final boolean rejected;
  private final boolean matched;
  private final List<LookedAt> links;
  private final List<Carried> counted;

  /**
   * @param matched whether the matcher has looked at it in its present form
   * @param links all of them but those that are no longer made
   * @param carried what they say of every snapshot
   */
  FlawAnswers(boolean rejected, boolean matched, List<LookedAt> links, List<Carried> carried) {
    this.rejected = rejected;
    this.matched = matched;
    this.links = List.copyOf(links);
    counted = carried.stream().filter(one -> !one.isOtherSoftware()).toList();
  }

  Answers answers() {
    return new Answers(List.of(wasIt(), isIt(), whereFixed(), lookedAt()));
  }

  private Answer wasIt() {
    List<Carried> affected =
        counted.stream().filter(one -> one.verdict().equals("affected")).toList();
    if (affected.isEmpty()) {
      return new Answer(Answers.WAS_IT, "plain", nothingKnown("Not seen affected"), List.of());
    }
    Map<String, Instant> first = new LinkedHashMap<>();
    affected.stream()
        .sorted(Comparator.comparingInt(Carried::position).thenComparing(Carried::since))
        .forEach(one -> first.putIfAbsent(one.channel(), one.since()));
    List<String> lines = new ArrayList<>();
    first.forEach((channel, since) -> lines.add(channel + ": seen since " + day(since)));
    return new Answer(Answers.WAS_IT, "bad", "Yes", shortened(lines));
  }

  private String nothingKnown(String otherwise) {
    return rejected
        ? "Rejected by its source"
        : links.isEmpty() && !matched ? "Not known yet" : otherwise;
  }

  private Answer isIt() {
    Map<String, List<Carried>> now = nowByChannel(true);
    Set<String> worst = new TreeSet<>(Comparator.comparingInt(Carried.WORST_FIRST::indexOf));
    List<String> lines = new ArrayList<>();
    now.forEach(
        (channel, all) -> {
          String verdict = worst(all);
          worst.add(verdict);
          lines.add(channel + ": " + verdict.replace('_', ' ') + named(all, verdict));
        });
    nowByChannel(false)
        .forEach(
            (channel, all) ->
                lines.add(channel + " (end of life): " + worst(all).replace('_', ' ')));
    if (worst.isEmpty()) {
      return new Answer(
          Answers.IS_IT,
          "plain",
          nothingKnown(links.isEmpty() ? "Nothing in nixpkgs matches" : "In no supported channel"),
          lines);
    }
    String gravest = worst.iterator().next();
    return switch (gravest) {
      case "affected" -> new Answer(Answers.IS_IT, "bad", "Yes", lines);
      case "unknown" -> new Answer(Answers.IS_IT, "mild", "Not known", lines);
      case "acknowledged" -> new Answer(Answers.IS_IT, "mild", "Yes, marked insecure", lines);
      default -> new Answer(Answers.IS_IT, "good", "No", lines);
    };
  }

  private Map<String, List<Carried>> nowByChannel(boolean supported) {
    Map<String, List<Carried>> byChannel = new LinkedHashMap<>();
    counted.stream()
        .filter(Carried::isNow)
        .filter(one -> one.supported() == supported)
        .sorted(Comparator.comparingInt(Carried::position).thenComparing(Carried::attribute))
        .forEach(
            one -> byChannel.computeIfAbsent(one.channel(), key -> new ArrayList<>()).add(one));
    return byChannel;
  }

  private static String worst(List<Carried> all) {
    return Carried.WORST_FIRST.stream()
        .filter(verdict -> all.stream().anyMatch(one -> one.verdict().equals(verdict)))
        .findFirst()
        .orElse("unknown");
  }

  private static String named(List<Carried> all, String verdict) {
    List<String> names =
        all.stream()
            .filter(one -> one.verdict().equals(verdict))
            .map(Carried::named)
            .distinct()
            .toList();
    String first = String.join(", ", names.subList(0, Math.min(NAMES, names.size())));
    return " ("
        + first
        + (names.size() > NAMES ? " and " + (names.size() - NAMES) + " more" : "")
        + ")";
  }

  /** A channel that has nothing affected and had, or that others are behind, or with a patch. */
  private Answer whereFixed() {
    Set<String> had = new LinkedHashSet<>();
    counted.stream()
        .filter(one -> !one.isNow() && one.verdict().equals("affected"))
        .forEach(one -> had.add(one.channel()));
    boolean isAffectedAnywhere =
        counted.stream().anyMatch(one -> one.isNow() && one.verdict().equals("affected"));
    List<String> fixed = new ArrayList<>();
    List<String> open = new ArrayList<>();
    nowByChannel(true)
        .forEach(
            (channel, all) -> {
              String verdict = worst(all);
              if (verdict.equals("affected") || verdict.equals("unknown")) {
                open.add(channel);
              } else if (verdict.equals("patched")) {
                fixed.add(channel + ": by a patch" + named(all, verdict));
              } else if (verdict.equals("not_affected") && had.contains(channel)) {
                fixed.add(channel + ": by a newer version since " + day(latest(all)));
              } else if (verdict.equals("not_affected") && isAffectedAnywhere) {
                fixed.add(channel + ": its version is not affected" + named(all, verdict));
              }
            });
    if (fixed.isEmpty()) {
      return new Answer(
          Answers.WHERE_FIXED,
          "plain",
          open.isEmpty() ? "Nothing to fix" : "Nowhere yet",
          List.of());
    }
    return new Answer(
        Answers.WHERE_FIXED,
        open.isEmpty() ? "good" : "mild",
        open.isEmpty() ? "Everywhere" : "In some channels",
        fixed);
  }

  private static Instant latest(List<Carried> all) {
    return all.stream().map(Carried::since).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
  }

  private Answer lookedAt() {
    if (links.isEmpty()) {
      return new Answer(
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
      people += isByPeople(link) ? 1 : 0;
      lines.add(link.project() + ": " + words(link));
    }
    String inShort =
        people == links.size() ? "By people" : people > 0 ? "In part by people" : "By machine only";
    return new Answer(Answers.LOOKED_AT, people > 0 ? "good" : "mild", inShort, shortened(lines));
  }

  private static boolean isByPeople(LookedAt link) {
    return switch (link.state()) {
      case "accepted", "dismissed", "snoozed" -> true;
      default -> link.linkedByHand();
    };
  }

  private static String words(LookedAt link) {
    String on = link.decidedAt() == null ? "" : ", " + day(link.decidedAt());
    return switch (link.state()) {
      case "accepted" -> (link.issue() == null ? "accepted" : "part of " + link.issue()) + on;
      case "dismissed" -> "dismissed as " + reason(link.dismissReason()) + on;
      case "snoozed" -> "put aside" + on;
      case "ruled" -> "settled by a standing rule of the security team";
      case "settled" -> "settled by machine, not reviewed";
      case "weak" -> "a weak link, not reviewed";
      case "backlog" -> "in the backlog, not reviewed";
      default -> "waiting in the queue";
    };
  }

  private static String reason(@Nullable String reason) {
    return "“" + (reason == null ? "other" : reason.replace('_', ' ')) + "”";
  }

  private static String day(Instant moment) {
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
