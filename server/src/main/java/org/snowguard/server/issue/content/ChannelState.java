package org.snowguard.server.issue.content;

import java.util.Comparator;
import java.util.List;
import org.snowguard.core.verdict.Verdict;

/**
 * Where an issue stands in a channel.
 *
 * @param position order of channels on pages
 * @param worst the worst verdict of its packages there, after overrides
 * @param openPackages attributes that are {@code affected} or {@code unknown}, sorted
 */
public record ChannelState(
    String channel, int position, boolean supported, Verdict worst, List<String> openPackages) {

  public ChannelState {
    openPackages = List.copyOf(openPackages);
  }

  /** Whether something is left to do there. */
  public boolean isOpen() {
    return supported && worst.isOpen();
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
            .filter(finding -> finding.verdict().isOpen())
            .map(IssueFinding::attribute)
            .distinct()
            .sorted()
            .toList();
    return new ChannelState(any.channel(), any.channelPosition(), any.supported(), worst, open);
  }
}
