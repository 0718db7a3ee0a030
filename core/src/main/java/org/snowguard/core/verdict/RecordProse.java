package org.snowguard.core.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.version.VersionScheme;

/** A record's description, and the versions that stand behind names in it, each read once. */
final class RecordProse {
  /** Phrases behind which a version is the cure. */
  private static final Pattern CURE =
      Pattern.compile(
          "(?:fix|patch|address|resolv|correct|remediat|mitigat|upgrad|updat|unaffected|not"
              + " affected|not vulnerable)\\w*\\b[^.]{0,40}$",
          Pattern.CASE_INSENSITIVE);

  /**
   * "Foo versions prior to 1.34.0 are unaffected": within the clause that begins behind the name.
   */
  private static final Pattern DENIAL =
      Pattern.compile(
          "(?:[^,;.]|\\.(?=\\d)){0,60}?\\b(?:are|is|was|were) (?:unaffected|not"
              + " (?:affected|vulnerable|impacted))\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UPPER_BEFORE_NAME =
      Pattern.compile(
          "(?:before|prior to|earlier than|older than|through|up"
              + " to|<=?)\\s+(?:versions?\\s+)?(?:of\\s+)?$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME_BREAK = Pattern.compile("[^\\p{Alnum}+]+");
  private static final int LOOK_BACK = 60;

  private final String text;
  private final String lower;
  private final String pointer;
  private final Map<Question, List<Phrase>> answers = new HashMap<>();
  private @Nullable Boolean enterpriseAlone;

  RecordProse(VulnerabilityRecord vulnerability) {
    text = vulnerability.description();
    lower = text.toLowerCase(Locale.ROOT);
    pointer = vulnerability.descriptionPointer();
  }

  private record Question(String name, VersionScheme scheme) {}

  /** Versions behind a name, with the words that they were read from. */
  record Phrase(VersionPhrases.Reading reading, String quote) {}

  String text() {
    return text;
  }

  String pointer() {
    return pointer;
  }

  /** Whether it speaks of an enterprise edition, and of no other. */
  boolean speaksOfEnterpriseAlone() {
    Boolean known = enterpriseAlone;
    if (known == null) {
      known = Editions.isEnterpriseAlone(text);
      enterpriseAlone = known;
    }
    return known;
  }

  /** What stands behind each mention of a name, in order. */
  List<Phrase> behind(String lowerCaseName, VersionScheme scheme) {
    return answers.computeIfAbsent(new Question(lowerCaseName, scheme), this::read);
  }

  private List<Phrase> read(Question question) {
    // Looked for before the costly search: most names stand nowhere in the text.
    if (!lower.contains(NAME_BREAK.split(question.name(), 2)[0])) {
      return List.of();
    }
    List<Phrase> phrases = new ArrayList<>();
    Matcher anchor = anchor(question.name()).matcher(text);
    while (anchor.find()) {
      String before = text.substring(Math.max(0, anchor.start() - LOOK_BACK), anchor.start());
      boolean denied = DENIAL.matcher(text).region(anchor.end(), text.length()).lookingAt();
      if (!denied && !CURE.matcher(before).find()) {
        phrases.add(
            new Phrase(
                reading(anchor.end(), before, question.scheme()),
                quote(anchor.start(), anchor.end())));
      }
    }
    return phrases;
  }

  private VersionPhrases.Reading reading(int from, String before, VersionScheme scheme) {
    Matcher leading = UPPER_BEFORE_NAME.matcher(before);
    return leading.find()
        ? VersionPhrases.read(leading.group() + text.substring(from), 0, scheme)
        : VersionPhrases.read(text, from, scheme);
  }

  private String quote(int start, int end) {
    int stop = Math.min(text.length(), end + 40);
    String cut = text.substring(start, stop).replaceAll("\\s+", " ").strip();
    return stop < text.length() ? cut + "…" : cut;
  }

  /** The name as people write it: "Plasma Workspace" for {@code plasma-workspace}. */
  private static Pattern anchor(String name) {
    String spelled =
        NAME_BREAK
            .splitAsStream(name)
            .filter(part -> !part.isEmpty())
            .map(Pattern::quote)
            .collect(Collectors.joining("[-_. ]?"));
    return Pattern.compile(
        "(?<![\\w.-])" + spelled + "(?:\\.js)?(?![\\w-]),?(?=\\s)", Pattern.CASE_INSENSITIVE);
  }
}
