package org.snowguard.server.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;

/**
 * Where an issue stands in supported channels: of each package the worst verdict.
 *
 * @param verdicts by place
 */
record Standing(SortedMap<Place, Verdict> verdicts) {

  /** How many names a line tells. */
  private static final int NAMES = 10;

  /** A package in a channel. */
  record Place(String channel, String attribute) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byChannel = channel.compareTo(other.channel);
      return byChannel != 0 ? byChannel : attribute.compareTo(other.attribute);
    }
  }

  static Standing of(IssueContent content) {
    SortedMap<Place, Verdict> verdicts = new TreeMap<>();
    for (IssueFinding finding : content.findings()) {
      if (finding.supported()) {
        verdicts.merge(
            new Place(finding.channel(), finding.attribute()), finding.verdict(), Standing::worse);
      }
    }
    return new Standing(verdicts);
  }

  private static Verdict worse(Verdict one, Verdict other) {
    List<Verdict> order = IssueFinding.WORST_FIRST;
    return order.indexOf(one) <= order.indexOf(other) ? one : other;
  }

  /** A line for each place; neither channels nor attributes hold tabs. */
  String text() {
    StringBuilder text = new StringBuilder();
    verdicts.forEach(
        (place, verdict) ->
            text.append(place.channel())
                .append('\t')
                .append(place.attribute())
                .append('\t')
                .append(verdict.text())
                .append('\n'));
    return text.toString();
  }

  static Standing parse(String text) {
    SortedMap<Place, Verdict> verdicts = new TreeMap<>();
    text.lines()
        .map(line -> line.split("\t", -1))
        .forEach(
            parts ->
                verdicts.put(
                    new Place(parts[0], parts[1]),
                    Verdict.valueOf(parts[2].toUpperCase(Locale.ROOT))));
    return new Standing(verdicts);
  }

  /** The same, but for some packages as they stand now. */
  Standing updated(Set<String> attributes, Standing now) {
    SortedMap<Place, Verdict> updated = new TreeMap<>(verdicts);
    updated.keySet().removeIf(place -> attributes.contains(place.attribute()));
    now.verdicts.forEach(
        (place, verdict) -> {
          if (attributes.contains(place.attribute())) {
            updated.put(place, verdict);
          }
        });
    return new Standing(updated);
  }

  /**
   * What is otherwise since.
   *
   * @param lines for people, each a channel and a change
   */
  record Change(SortedSet<String> channels, SortedSet<String> attributes, List<String> lines) {
    boolean isNone() {
      return lines.isEmpty();
    }
  }

  /** Only what people act on counts: whether something is left to do, and what is affected. */
  Change since(Standing before) {
    SortedSet<Place> places = new TreeSet<>(before.verdicts.keySet());
    places.addAll(verdicts.keySet());
    SortedSet<String> channels = new TreeSet<>();
    SortedSet<String> attributes = new TreeSet<>();
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (Place place : places) {
      Verdict was = before.verdicts.get(place);
      Verdict is = verdicts.get(place);
      if (matters(was) == matters(is) && (was == is || !matters(was))) {
        continue;
      }
      channels.add(place.channel());
      attributes.add(place.attribute());
      groups
          .computeIfAbsent(place.channel() + ": %s " + words(was, is), key -> new ArrayList<>())
          .add(place.attribute());
    }
    List<String> lines = new ArrayList<>();
    groups.forEach((form, names) -> lines.add(form.formatted(some(names))));
    return new Change(channels, attributes, lines);
  }

  private static boolean matters(@Nullable Verdict verdict) {
    return verdict != null && verdict.isOpen();
  }

  private static String words(@Nullable Verdict was, @Nullable Verdict is) {
    String before = was == null ? "" : " (was " + words(was) + ")";
    return (is == null ? "is not shipped any more" : "is " + words(is)) + before;
  }

  private static String words(Verdict verdict) {
    return verdict.text().replace('_', ' ');
  }

  /** Names in a line, the first ones of many. */
  static String some(Collection<String> names) {
    String first = String.join(", ", names.stream().limit(NAMES).toList());
    return names.size() <= NAMES ? first : first + " and %d more".formatted(names.size() - NAMES);
  }
}
