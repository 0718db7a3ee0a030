package org.snowguard.server.issue.edit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a draft took along when it was put into another one, as the event of that keeps it.
 *
 * @param into the other draft
 * @param suggestions by number
 * @param comments by number
 */
record MovedAway(long into, List<Long> suggestions, List<Long> comments) {

  private static final String INTO = "moved_into";
  private static final String SUGGESTIONS = "moved_suggestions";
  private static final String COMMENTS = "moved_comments";

  MovedAway {
    suggestions = List.copyOf(suggestions);
    comments = List.copyOf(comments);
  }

  Map<String, @Nullable FieldValue> facts() {
    Map<String, @Nullable FieldValue> facts = new LinkedHashMap<>();
    facts.put(INTO, FieldValue.of(String.valueOf(into)));
    facts.put(SUGGESTIONS, FieldValue.of(text(suggestions)));
    facts.put(COMMENTS, FieldValue.of(text(comments)));
    return facts;
  }

  /** Null where the draft was thrown away, or put into another before this was kept. */
  static @Nullable MovedAway of(Map<String, @Nullable FieldValue> facts) {
    FieldValue into = facts.get(INTO);
    return into == null
        ? null
        : new MovedAway(
            Long.parseLong(into.value()),
            numbers(facts.get(SUGGESTIONS)),
            numbers(facts.get(COMMENTS)));
  }

  private static String text(List<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static List<Long> numbers(@Nullable FieldValue text) {
    return text == null || text.value().isEmpty()
        ? List.of()
        : Arrays.stream(text.value().split(" ")).map(Long::valueOf).toList();
  }
}
