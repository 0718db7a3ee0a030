package org.snowguard.server.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.ActorNames;

/** Kinds and facts of events as people read them; the stable words stay in JSON. */
final class EventWords {

  private static final int SHOWN = 200;

  /** Kept for undo: the line itself says who and when, and the record's page what it stood on. */
  private static final Set<String> TOLD_ELSEWHERE =
      Set.of(
          "decisionFacts",
          "decidedAt",
          "decidedBy",
          "revision",
          "moved_suggestions",
          "moved_comments");

  /** Numbers of accounts. */
  private static final Set<String> PEOPLE = Set.of("assignee", "made_by");

  /** Facts whose values are words of ours, not somebody's text or a name. */
  private static final Set<String> CODED =
      Set.of(
          "state", "reason", "why", "dismissReason", "remediation", "status", "roles", "opinion");

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("account.linked", "account linked to GitHub"),
          Map.entry("account.unlinked", "account unlinked from GitHub"),
          Map.entry("alias.revoked", "lesson taken back"),
          Map.entry("github.delivered", "text delivered to GitHub"),
          Map.entry("github.given_up", "text given up, which GitHub refuses"),
          Map.entry("github.left_alone", "text held back, for people on GitHub decided otherwise"),
          Map.entry("github.tried_again", "text for GitHub to be tried again"),
          Map.entry("issue.attached", "issue attached to one on GitHub"),
          Map.entry("issue.closed_on_github", "GitHub issue closed, still affected here"),
          Map.entry("issue.comment_deleted", "comment deleted"),
          Map.entry("issue.comment_edited", "comment edited"),
          Map.entry("issue.draft_removed", "draft removed"),
          Map.entry("issue.drafted", "draft made"),
          Map.entry("issue.extended", "draft extended"),
          Map.entry("issue.reduced", "draft reduced"),
          Map.entry("issue.reopened_on_github", "GitHub issue open again"),
          Map.entry("issue.undone", "edit taken back"),
          Map.entry("rule.undone", "all that a rule took taken back"),
          Map.entry("suggestion.collected", "suggestion collected by a standing rule"),
          Map.entry("suggestion.fulfilled", "suggestion settled, its fix is in every channel"),
          Map.entry("suggestion.queued", "suggestion put into the queue"),
          Map.entry("suggestion.ruled", "suggestion settled by a standing rule"),
          Map.entry("suggestion.unqueued", "suggestion taken out of the queue"));

  private EventWords() {}

  static String kind(String kind) {
    return KINDS.getOrDefault(kind, kind.replace('.', ' ').replace('_', ' '));
  }

  /** Whether the number of somebody stands in this fact. */
  static boolean isPerson(String name) {
    return PEOPLE.contains(name);
  }

  /** Facts by the name that people read; empty text where there is none. */
  static Map<String, String> facts(Map<String, @Nullable Object> facts, ActorNames names) {
    Map<String, String> words = new TreeMap<>();
    facts.forEach(
        (name, value) -> {
          if (!TOLD_ELSEWHERE.contains(name)) {
            words.put(name(name), value(name, value, names));
          }
        });
    return words;
  }

  /** {@code verdict:CVE-2024-1::xz} is "verdict of xz for CVE-2024-1". */
  private static String name(String name) {
    if (name.startsWith("verdict:")) {
      String[] parts = name.split(":", 4);
      if (parts.length == 4) {
        return "verdict of "
            + parts[3]
            + (parts[1].isEmpty() ? "" : " for " + parts[1])
            + (parts[2].isEmpty() ? "" : " in " + parts[2]);
      }
    }
    int colon = name.indexOf(':');
    if (colon > 0) {
      return plain(name.substring(0, colon)) + " " + name.substring(colon + 1);
    }
    return plain(name);
  }

  private static String value(String name, @Nullable Object value, ActorNames names) {
    if (value == null) {
      return "";
    }
    if (value instanceof Map<?, ?> pair && pair.containsKey("value")) {
      Object reason = pair.get("reason");
      return value(name, pair.get("value"), names)
          + (reason == null || reason.toString().isEmpty() ? "" : " (" + cut(reason) + ")");
    }
    if (value instanceof Iterable<?> several) {
      return cut(String.join(", ", texts(several)));
    }
    if (isPerson(name) && value.toString().matches("\\d{1,18}")) {
      return names.of(Long.parseLong(value.toString()));
    }
    if (value instanceof Boolean is) {
      return is ? "yes" : "no";
    }
    boolean isCoded = CODED.contains(name) || name.startsWith("verdict:");
    return isCoded ? plain(value.toString()) : cut(value);
  }

  private static List<String> texts(Iterable<?> several) {
    List<String> texts = new ArrayList<>();
    several.forEach(one -> texts.add(String.valueOf(one)));
    return texts;
  }

  /** {@code dismissReason}, {@code NOT_AFFECTED} and {@code own_project} as words. */
  private static String plain(String code) {
    String apart = code.replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    return apart.replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  private static String cut(Object value) {
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
