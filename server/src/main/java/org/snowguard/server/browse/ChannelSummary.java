package org.snowguard.server.browse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Snapshot;

/**
 * A channel with what is open in it.
 *
 * @param snapshot where it stands, null before its first import
 * @param severities the gravest first
 */
public record ChannelSummary(
    Channel channel, @Nullable Snapshot snapshot, List<SeverityCount> severities) {

  /**
   * Vulnerabilities of a severity. One with packages at several verdicts counts under each.
   *
   * @param acknowledged nixpkgs itself calls the package insecure: mitigated, counted apart
   */
  public record SeverityCount(String severity, long affected, long unknown, long acknowledged) {}

  static final List<String> SEVERITIES =
      Arrays.asList("critical", "high", "medium", "low", "none", "not stated");

  static List<SeverityCount> severities(List<ChannelCount> counts, String channel) {
    Map<String, Map<String, Long>> bySeverity =
        counts.stream()
            .filter(count -> count.channel().equals(channel))
            .collect(
                Collectors.groupingBy(
                    ChannelCount::severity,
                    Collectors.toMap(ChannelCount::verdict, ChannelCount::vulnerabilities)));
    return SEVERITIES.stream()
        .filter(severity -> !severity.equals("none") || bySeverity.containsKey(severity))
        .map(severity -> count(severity, bySeverity.getOrDefault(severity, Map.of())))
        .toList();
  }

  private static SeverityCount count(String severity, Map<String, Long> byVerdict) {
    return new SeverityCount(
        severity,
        byVerdict.getOrDefault("affected", 0L),
        byVerdict.getOrDefault("unknown", 0L),
        byVerdict.getOrDefault("acknowledged", 0L));
  }

  public long affected() {
    return severities.stream().mapToLong(SeverityCount::affected).sum();
  }
}
