package org.snowguard.server.remediation.status;

import java.util.List;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Page;

/**
 * A list to work off, beside all others.
 *
 * @param list empty: everything that is open
 * @param channel as typed, or empty
 * @param project as typed, or empty
 * @param channels names of the supported channels, to filter by
 */
public record WorkListPage(
    List<WorkCount> lists,
    String list,
    String channel,
    String project,
    List<String> channels,
    Page<WorkItem> items) {

  public WorkListPage {
    lists = List.copyOf(lists);
    channels = List.copyOf(channels);
  }

  /** What the list is called. */
  public String label() {
    return lists.stream()
        .filter(one -> one.list().equals(list))
        .map(WorkCount::label)
        .findFirst()
        .orElse("Everything that is open");
  }

  /** Of this list without the place in it. */
  public String path() {
    return "/remediation?list=%s&channel=%s&project=%s"
        .formatted(LocalPath.query(list), LocalPath.query(channel), LocalPath.query(project));
  }
}
