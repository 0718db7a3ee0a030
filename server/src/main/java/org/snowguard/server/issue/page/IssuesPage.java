package org.snowguard.server.issue.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.web.Page;

/**
 * A list of issues.
 *
 * @param state {@code draft}, {@code published}, {@code backport}, {@code closed}
 * @param states what may be chosen
 * @param filter the other conditions, as typed
 * @param channels names of the supported channels, to filter by
 * @param path of this list without the place in it
 */
public record IssuesPage(
    Page<Issue> issues,
    Map<Long, IssueContent> contents,
    String state,
    List<String> states,
    Filter filter,
    List<String> channels,
    String path,
    ActorNames names,
    boolean insider) {

  public IssuesPage {
    contents = Map.copyOf(contents);
    states = List.copyOf(states);
    channels = List.copyOf(channels);
  }

  /** Empty where nothing was asked for. */
  public record Filter(String assignee, String project, String channel) {}

  /** Another state under the same conditions. */
  public String tab(String other) {
    return path.replaceFirst("state=[a-z]*", "state=" + other);
  }

  public List<ChannelState> openIn(long id) {
    IssueContent content = contents.get(id);
    return content == null ? List.of() : content.openIn();
  }

  public @Nullable IssueContent content(long id) {
    return contents.get(id);
  }

  /** Who works on it, or null. */
  public @Nullable String assignee(long id) {
    IssueContent content = contents.get(id);
    Long assignee = content == null ? null : content.hands().assignee();
    return assignee == null ? null : names.of(assignee);
  }
}
