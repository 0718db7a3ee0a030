package org.snowguard.server.issue.intake;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads decisions of the tracker before us: an array, an object with {@code results} or {@code
 * items}, or a line each. Its shapes are partly unknown, so that members are known by several names
 * (docs/client.md lists them), and what has none of them is counted, not guessed.
 */
final class IncumbentReader {

  private static final String TRYING = "reading decisions of the other tracker";
  private static final Pattern VULNERABILITY =
      Pattern.compile("CVE-\\d{4}-\\d{4,19}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}");

  /** What was read, and how many entries said nothing that we understand. */
  record Read(List<IncumbentDecision> decisions, int notUnderstood) {}

  private IncumbentReader() {}

  static Read read(String text) {
    List<IncumbentDecision> decisions = new ArrayList<>();
    int notUnderstood = 0;
    for (JsonNode entry : entries(text)) {
      Optional<IncumbentDecision> decision = decision(entry);
      decision.ifPresent(decisions::add);
      notUnderstood += decision.isPresent() ? 0 : 1;
    }
    return new Read(decisions, notUnderstood);
  }

  private static List<JsonNode> entries(String text) {
    String stripped = text.strip();
    List<JsonNode> entries = new ArrayList<>();
    try {
      JsonNode whole = wholeOrNull(stripped);
      if (whole == null) {
        stripped
            .lines()
            .filter(line -> !line.isBlank())
            .forEach(line -> entries.add(JsonMapper.shared().readTree(line)));
        return entries;
      }
      JsonNode list = whole;
      for (String member : List.of("results", "items")) {
        if (whole.path(member).isArray()) {
          list = whole.path(member);
        }
      }
      if (list.isArray()) {
        list.forEach(entries::add);
      } else {
        entries.add(list);
      }
      return entries;
    } catch (JacksonException e) {
      throw new BadInput(
          TRYING,
          stripped.substring(0, Math.min(stripped.length(), 80)),
          "give an array, an object with \"results\", or one JSON object a line.");
    }
  }

  /** Several documents, one a line, are no single one. */
  private static @Nullable JsonNode wholeOrNull(String text) {
    long lines = text.lines().filter(line -> line.strip().startsWith("{")).count();
    boolean isLines =
        text.startsWith("{")
            && lines > 1
            && text.lines().findFirst().orElse("").strip().endsWith("}");
    return isLines ? null : JsonMapper.shared().readTree(text);
  }

  private static Optional<IncumbentDecision> decision(JsonNode entry) {
    String id = first(entry, "code", "id", "issue");
    Optional<IncumbentDecision.Status> status = status(first(entry, "status", "state", "decision"));
    Set<String> vulnerabilities = new LinkedHashSet<>();
    for (String member : List.of("cve", "cves", "cve_id", "vulnerabilities", "aliases")) {
      ids(entry.path(member), vulnerabilities);
    }
    if (id.isEmpty() || status.isEmpty() || vulnerabilities.isEmpty()) {
      return Optional.empty();
    }
    Set<String> packages = new LinkedHashSet<>();
    for (String member : List.of("packages", "affected_packages", "package_attributes")) {
      names(entry.path(member), packages);
    }
    String note = first(entry, "comment", "note", "reason");
    String link = first(entry, "github", "github_issue", "url");
    return Optional.of(
        new IncumbentDecision(
            id,
            status.get(),
            List.copyOf(vulnerabilities),
            List.copyOf(packages),
            note.isEmpty() ? null : note,
            link.startsWith("https://") ? link : null));
  }

  private static String first(JsonNode entry, String... members) {
    for (String member : members) {
      JsonNode value = entry.path(member);
      if (value.isString() || value.isNumber()) {
        return value.asString().strip();
      }
    }
    return "";
  }

  private static void ids(JsonNode value, Set<String> into) {
    if (value.isContainer()) {
      value.forEach(one -> ids(one, into));
    } else if (value.isString()) {
      Matcher matcher = VULNERABILITY.matcher(value.asString());
      while (matcher.find()) {
        into.add(matcher.group());
      }
    }
  }

  /** Texts, objects with a name or an attribute path, or an object whose members they are. */
  private static void names(JsonNode value, Set<String> into) {
    if (value.isString()) {
      into.add(value.asString());
    } else if (value.isArray()) {
      value.forEach(
          one -> {
            String name = first(one, "attribute", "attribute_name", "name");
            into.add(one.isString() ? one.asString() : name);
          });
    } else if (value.isObject()) {
      into.addAll(value.propertyNames());
    }
    into.remove("");
  }

  private static Optional<IncumbentDecision.Status> status(String word) {
    return switch (word.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "")) {
      case "affected", "published", "accepted" -> Optional.of(IncumbentDecision.Status.AFFECTED);
      case "notaffected" -> Optional.of(IncumbentDecision.Status.NOT_AFFECTED);
      case "notforus" -> Optional.of(IncumbentDecision.Status.NOT_FOR_US);
      case "wontfix" -> Optional.of(IncumbentDecision.Status.WILL_NOT_FIX);
      case "rejected", "dismissed" -> Optional.of(IncumbentDecision.Status.REJECTED);
      default -> Optional.empty();
    };
  }
}
