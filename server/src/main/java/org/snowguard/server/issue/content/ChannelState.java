package org.snowguard.server.issue.content;

import java.util.Comparator;
import java.util.List;
import org.snowguard.core.status.Status;
import org.snowguard.core.verdict.Verdict;

/**
 * Where an issue stands in a channel.
 *
 * @param position order of channels on pages
 * @param worst the worst verdict of its packages there, after overrides
 * @param status the worst status of its packages there, after decisions and fixes
 * @param openPackages attributes whose status is open, sorted
 */
public record ChannelState(
    String channel,
    int position,
    boolean supported,
    Verdict worst,
    Status status,
    List<String> openPackages) {

  public ChannelState {
    openPackages = List.copyOf(openPackages);
  }

  /** Whether something is left to do there. */
  public boolean isOpen() {
    return supported && status.isOpen();
  }

  static ChannelState of(List<IssueFinding> findings) {
    IssueFinding any = findings.getFirst();
    Verdict worst =
        findings.stream()
            .map(IssueFinding::verdict)
            .min(Comparator.comparingInt(IssueFinding.WORST_FIRST::indexOf))
            .orElse(Verdict.UNKNOWN);
    List<String> open =
        findings.stream()
            .filter(finding -> finding.status().isOpen())
            .map(IssueFinding::attribute)
            .distinct()
            .sorted()
            .toList();
    Status status =
        Status.worst(findings.stream().map(IssueFinding::status).toList()).orElse(Status.UNKNOWN);
    return new ChannelState(
        any.channel(), any.channelPosition(), any.supported(), worst, status, open);
  }
}
