package org.snowguard.server.notification;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueSubject;
import org.snowguard.server.issue.content.IssueVulnerability;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.LocalPath;

/**
 * A question about issues that is asked again for each one. All conditions hold together; those
 * that are not given hold always.
 *
 * @param words each stands in the title, in an id, in a headline or begins the name of a subject
 * @param score the least CVSS score of one of its vulnerabilities
 * @param channel in which something is left to do
 * @param exploited one of its vulnerabilities is known to be exploited
 */
public record SavedSearch(
    List<String> words, @Nullable Float score, @Nullable String channel, boolean exploited) {

  private static final int LONGEST = 300;
  private static final int MOST_WORDS = 10;
  private static final Set<String> KNOWN = Set.of("q", "score", "channel", "exploited");

  public SavedSearch {
    words = List.copyOf(words);
  }

  /** Of form fields or a feed's parameters; blank ones are not given. */
  public static SavedSearch of(
      @Nullable String words,
      @Nullable String score,
      @Nullable String channel,
      @Nullable String exploited) {
    List<String> found =
        Stream.of((words == null ? "" : words).toLowerCase(Locale.ROOT).strip().split("\\s+"))
            .filter(word -> !word.isEmpty())
            .distinct()
            .sorted()
            .toList();
    String all = String.join(" ", found);
    if (all.length() > LONGEST || found.size() > MOST_WORDS) {
      throw new BadInput(
          "reading a search", "%d words".formatted(found.size()), "use up to ten short ones.");
    }
    return new SavedSearch(
        found,
        score == null || score.isBlank() ? null : number(score.strip()),
        channel == null || channel.isBlank() ? null : channel.strip(),
        "true".equals(exploited));
  }

  /** Of a query string as {@link #query} writes it; unknown names are refused. */
  public static SavedSearch parse(String query) {
    Map<String, String> given = new TreeMap<>();
    for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
      int at = part.indexOf('=');
      String name = at < 0 ? part : part.substring(0, at);
      if (!KNOWN.contains(name)) {
        throw new BadInput(
            "reading a search", "condition \"" + name + "\"", "use q, score, channel, exploited.");
      }
      given.put(name, at < 0 ? "" : decoded(part.substring(at + 1)));
    }
    return of(given.get("q"), given.get("score"), given.get("channel"), given.get("exploited"));
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadInput("reading a search", "a broken escape", "write % as %25.");
    }
  }

  private static float number(String text) {
    if (!text.matches("\\d{1,2}(\\.\\d)?") || Float.parseFloat(text) > 10) {
      throw new BadInput(
          "reading a search", "score \"" + text + "\"", "give a CVSS score from 0 to 10.");
    }
    return Float.parseFloat(text);
  }

  /** Whether it asks for nothing. */
  public boolean isEmpty() {
    return words.isEmpty() && score == null && channel == null && !exploited;
  }

  /** The one way to write it, by which equal searches are the same. */
  public String query() {
    List<String> parts = new ArrayList<>();
    if (!words.isEmpty()) {
      parts.add("q=" + LocalPath.query(String.join(" ", words)));
    }
    if (score != null) {
      parts.add("score=" + score);
    }
    if (channel != null) {
      parts.add("channel=" + LocalPath.query(channel));
    }
    if (exploited) {
      parts.add("exploited=true");
    }
    return String.join("&", parts);
  }

  /** For people. */
  public String name() {
    List<String> parts = new ArrayList<>();
    if (!words.isEmpty()) {
      parts.add("“" + String.join(" ", words) + "”");
    }
    if (score != null) {
      parts.add("CVSS of at least " + score);
    }
    if (channel != null) {
      parts.add("open in " + channel);
    }
    if (exploited) {
      parts.add("known to be exploited");
    }
    return parts.isEmpty() ? "every issue" : String.join(", ", parts);
  }

  public boolean matches(IssueContent issue) {
    return words.stream().allMatch(word -> hasWord(issue, word))
        && (score == null || issue.vulnerabilities().stream().anyMatch(this::reaches))
        && (channel == null
            || issue.openIn().stream().anyMatch(state -> state.channel().equals(channel)))
        && (!exploited
            || issue.vulnerabilities().stream()
                .anyMatch(vulnerability -> vulnerability.knownExploitedSince() != null));
  }

  private boolean reaches(IssueVulnerability vulnerability) {
    Float has = vulnerability.score();
    return has != null && score != null && has >= score;
  }

  private static boolean hasWord(IssueContent issue, String word) {
    return Stream.concat(
                Stream.of(issue.title(), issue.name()),
                issue.vulnerabilities().stream()
                    .flatMap(
                        vulnerability -> Stream.of(vulnerability.id(), vulnerability.headline())))
            .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word))
        || issue.subjects().stream()
            .map(IssueSubject::name)
            .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(word));
  }
}
