package org.snowguard.server.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A form that was refused, with what was typed: to be corrected and sent again.
 *
 * @param action where it goes
 * @param chosen what stands as it was chosen: no text field can offer the choices again
 * @param hidden what no person types, unchanged
 */
public record KeptForm(String action, List<Field> typed, List<Field> chosen, List<Field> hidden) {

  private static final int MOST_FIELDS = 60;

  /** What people wrote lies in one line up to this many characters. */
  private static final int LINE = 100;

  /** What pages put into their forms themselves; buttons that were pressed among them. */
  private static final Set<String> NOT_TYPED =
      Set.of(
          "action",
          "again",
          "ask",
          "back",
          "event",
          "expected",
          "field",
          "filter",
          "fingerprint",
          "into",
          "kind",
          "next",
          "over",
          "revision",
          "seen",
          "subject",
          "target",
          "ticked",
          "titleseen",
          "try");

  /** What pages let people choose from a list. */
  private static final Set<String> CHOSEN =
      Set.of(
          "assignee",
          "claim",
          "exploited",
          "policy",
          "priority",
          "public",
          "raw",
          "remediation",
          "scope",
          "verdict",
          "vulnerability",
          "way");

  /** What is typed in some forms, and chosen in those that have one of these fields too. */
  private static final Map<String, Set<String>> CHOSEN_BESIDE =
      Map.of(
          "attribute", Set.of("claim"),
          "channel", Set.of("verdict"),
          "reason", Set.of("note", "duplicateOf"));

  /** Parts of names of what nobody shows again. */
  private static final Set<String> SECRET =
      Set.of("_csrf", "token", "password", "secret", "code", "state");

  public KeptForm {
    typed = List.copyOf(typed);
    chosen = List.copyOf(chosen);
    hidden = List.copyOf(hidden);
  }

  /** A field as it was sent. */
  public record Field(String name, String value) {

    /** For people: {@code Min score}. */
    public String label() {
      String words = name.replace('-', ' ').replace('_', ' ');
      return words.isEmpty()
          ? ""
          : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A choice, for people: {@code not affected}. */
    public String choice() {
      if (value.equals("true") || value.equals("on")) {
        return "yes";
      }
      // An account by its number, say: nobody knows it by that.
      boolean isNumber = value.chars().allMatch(Character::isDigit);
      return isNumber ? "as chosen" : value.replace('_', ' ');
    }

    public boolean isLong() {
      return value.length() > LINE || value.indexOf('\n') >= 0;
    }
  }

  /** Null where nothing was typed, or something was that no page shows again. */
  static @Nullable KeptForm of(HttpServletRequest request) {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      // The address is that of the container's page of errors.
      return null;
    }
    String type = request.getContentType();
    if (!request.getMethod().equals("POST")
        || type == null
        || !type.startsWith("application/x-www-form-urlencoded")) {
      return null;
    }
    List<Field> typed = new ArrayList<>();
    List<Field> chosen = new ArrayList<>();
    List<Field> hidden = new ArrayList<>();
    Set<String> names = request.getParameterMap().keySet();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (!isSecret(name)) {
                List<Field> kept = !isShown(name) ? hidden : isChosen(name, names) ? chosen : typed;
                Arrays.stream(values).forEach(value -> kept.add(new Field(name, value)));
              }
            });
    boolean isWhole = names.stream().noneMatch(KeptForm::isLost);
    return typed.isEmpty() || !isWhole || typed.size() + chosen.size() + hidden.size() > MOST_FIELDS
        ? null
        : new KeptForm(LocalPath.of(request.getRequestURI()).toString(), typed, chosen, hidden);
  }

  private static boolean isShown(String name) {
    return !NOT_TYPED.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isChosen(String name, Set<String> names) {
    return CHOSEN.contains(name)
        || !Collections.disjoint(CHOSEN_BESIDE.getOrDefault(name, Set.of()), names);
  }

  private static boolean isSecret(String name) {
    return SECRET.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
  }

  /** A secret of its own would be missing in the form; the session's token is written anew. */
  private static boolean isLost(String name) {
    return isSecret(name) && !name.equals("_csrf");
  }
}
