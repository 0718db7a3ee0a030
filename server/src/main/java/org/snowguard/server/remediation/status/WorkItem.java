package org.snowguard.server.remediation.status;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.RemedyStage;

/**
 * A row of a work list.
 *
 * @param publicId null while the issue is a draft
 * @param project that the package is part of, or null
 * @param stage null where nothing is open
 * @param pullRequest of the fix that has come farthest, or null
 */
public record WorkItem(
    long issueId,
    @Nullable String publicId,
    String title,
    @Nullable String project,
    StatusRow row,
    @Nullable RemedyStage stage,
    List<StatusFlag> flags,
    @Nullable Integer pullRequest) {

  public WorkItem {
    flags = List.copyOf(flags);
  }
}
