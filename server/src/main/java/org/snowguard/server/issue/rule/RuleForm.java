package org.snowguard.server.issue.rule;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.rule.RuleAction;
import org.snowguard.core.rule.RuleCondition;
import org.snowguard.core.rule.StandingRule;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.NotFound;

/** The fields of the form for a rule, as they were typed. */
public record RuleForm(Map<String, List<String>> fields) {

  private static final String TRYING = "reading a rule";

  /** What a vector's element may be, as the queue filters by it. */
  private static final Map<String, List<String>> ELEMENTS = elements();

  /** What forms send besides. */
  private static final Set<String> NOT_OF_THE_RULE = Set.of("try", "seen", "_csrf");

  public RuleForm {
    Map<String, List<String>> known = new LinkedHashMap<>();
    fields.forEach((name, values) -> known.put(name, List.copyOf(values)));
    fields = Map.copyOf(known);
  }

  private static Map<String, List<String>> elements() {
    Map<String, List<String>> elements = new LinkedHashMap<>();
    elements.put("vector", List.of("network", "adjacent", "local", "physical"));
    elements.put("complexity", List.of("low", "medium", "high"));
    elements.put("privileges", List.of("none", "low", "high"));
    elements.put("interaction", List.of("none", "required", "passive", "active"));
    return elements;
  }

  /** What a field holds; empty where nothing was typed. */
  public String value(String name) {
    return fields.getOrDefault(name, List.of()).stream().findFirst().orElse("").strip();
  }

  public boolean isChosen(String name, String value) {
    return fields.getOrDefault(name, List.of()).contains(value);
  }

  /** The elements of a vector with what each may be. */
  public Map<String, List<String>> choices() {
    return ELEMENTS;
  }

  public List<RuleAction> actions() {
    return List.of(RuleAction.values());
  }

  /** Every field of the rule with each of its values, to be sent again unchanged. */
  public List<Map.Entry<String, String>> all() {
    return fields.entrySet().stream()
        .filter(field -> !NOT_OF_THE_RULE.contains(field.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .flatMap(field -> field.getValue().stream().map(value -> Map.entry(field.getKey(), value)))
        .toList();
  }

  /** Puts it together. */
  RuleDraft read(Projects projects, LocalDate today) {
    Project project =
        projects
            .find(value("project"))
            .orElseThrow(
                () ->
                    new NotFound(
                        TRYING,
                        "project \"" + value("project") + "\"",
                        "use a project's name; search for it."));
    RuleAction action = action();
    return new RuleDraft(
        project,
        new StandingRule(condition(), action),
        action == RuleAction.SETTLE ? wait(value("wait")) : null,
        value("reason"),
        expiry(today));
  }

  private RuleAction action() {
    try {
      return RuleAction.valueOf(value("action").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new BadInput(TRYING, "action \"" + value("action") + "\"", "use collect or settle.");
    }
  }

  private RuleCondition condition() {
    Double from = score("min-score");
    Double to = score("max-score");
    if (from != null && to != null && from > to) {
      throw new BadInput(
          TRYING, "CVSS from %s to %s".formatted(from, to), "let the first be the smaller one.");
    }
    return new RuleCondition(
        from,
        to,
        chosen("vector"),
        chosen("complexity"),
        chosen("privileges"),
        chosen("interaction"),
        isChosen("fixed", "yes"));
  }

  private Set<String> chosen(String element) {
    Set<String> chosen = new TreeSet<>(fields.getOrDefault(element, List.of()));
    List<String> known = ELEMENTS.getOrDefault(element, List.of());
    for (String value : chosen) {
      if (!known.contains(value)) {
        throw new BadInput(
            TRYING,
            "%s \"%s\"".formatted(element, value),
            "use some of " + String.join(", ", known) + ".");
      }
    }
    return chosen;
  }

  private @Nullable Double score(String name) {
    String text = value(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      double score = Double.parseDouble(text);
      if (score >= 0 && score <= 10) {
        return score;
      }
    } catch (NumberFormatException e) {
      // Told below, with what it has to be.
    }
    throw new BadInput(
        TRYING, "%s \"%s\"".formatted(name, text), "give a score from 0 to 10, or nothing.");
  }

  private static int wait(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BadInput(TRYING, "a wait of \"" + text + "\" days", "give a number of days.");
    }
  }

  private LocalDate expiry(LocalDate today) {
    String text = value("expires");
    try {
      return text.isEmpty() ? today.plusYears(1) : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadInput(TRYING, "expiry \"" + text + "\"", "write a day as 2027-03-31.");
    }
  }
}
