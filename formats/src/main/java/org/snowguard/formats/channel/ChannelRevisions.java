package org.snowguard.formats.channel;

import java.util.List;

/**
 * What came of reading where channels point.
 *
 * @param revisions each channel once, by name
 * @param problems what was left out, in words
 */
public record ChannelRevisions(List<ChannelRevision> revisions, List<String> problems) {
  public ChannelRevisions {
    revisions = List.copyOf(revisions);
    problems = List.copyOf(problems);
  }
}
