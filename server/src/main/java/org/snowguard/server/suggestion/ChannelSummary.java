package org.snowguard.server.suggestion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What is known of a channel, in numbers. */
public record ChannelSummary(String channel, List<ChannelCount> counts) {

  private static final List<String> SEVERITIES =
      List.of("critical", "high", "medium", "low", "none");

  private static final List<String> OPEN = List.of("pending", "accepted", "backlog", "snoozed");

  public ChannelSummary {
    counts = List.copyOf(counts);
  }

  /**
   * Suggestions by severity that call some package of the channel affected and that nobody put
   * away: not dismissed, not settled; the weak ones are left out. From critical down, {@code
   * unrated} last.
   */
  public Map<String, Long> openBySeverity() {
    Map<String, Long> open = new LinkedHashMap<>();
    SEVERITIES.forEach(severity -> open.put(severity, 0L));
    open.put("unrated", 0L);
    counts.stream()
        .filter(ChannelSummary::isOpen)
        .forEach(
            count ->
                open.merge(
                    Objects.requireNonNullElse(count.severity(), "unrated"),
                    count.count(),
                    Long::sum));
    return open;
  }

  private static boolean isOpen(ChannelCount count) {
    return count.verdict().equals("affected") && OPEN.contains(count.state());
  }

  public Map<String, Long> byState() {
    return by(ChannelCount::state);
  }

  public Map<String, Long> byVerdict() {
    return by(ChannelCount::verdict);
  }

  public Map<String, Long> byTier() {
    return by(count -> Objects.requireNonNullElse(count.tier(), "by hand"));
  }

  private Map<String, Long> by(Function<ChannelCount, String> key) {
    Map<String, Long> sums = new LinkedHashMap<>();
    counts.forEach(count -> sums.merge(key.apply(count), count.count(), Long::sum));
    return sums;
  }
}
