package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.RemedyStage;

/** A row of a work list as JSON. */
public record WorkResource(
    @Nullable String issue,
    long number,
    String title,
    @Nullable String project,
    String vulnerability,
    String attribute,
    String channel,
    @Nullable String version,
    String status,
    String how,
    String because,
    Instant since,
    @Nullable String stage,
    List<String> flags,
    @Nullable Integer pullRequest) {

  public WorkResource {
    flags = List.copyOf(flags);
  }

  static WorkResource of(WorkItem item) {
    StatusRow row = item.row();
    RemedyStage stage = item.stage();
    return new WorkResource(
        item.publicId(),
        item.issueId(),
        item.title(),
        item.project(),
        row.vulnerabilityId(),
        row.attribute(),
        row.channel(),
        row.version(),
        row.status().text(),
        row.how().code().text(),
        row.how().text(),
        row.since(),
        stage == null ? null : stage.text(),
        item.flags().stream().map(StatusFlag::text).toList(),
        item.pullRequest());
  }
}
