package org.snowguard.server.remediation.status;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.suggestion.FreshCounts;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists of what somebody can bring a step farther to users. */
@Controller
final class WorkListPages {

  private static final int SIZE = 50;

  private final Statuses statuses;
  private final Channels channels;
  private final FreshCounts<Boolean, List<WorkCount>> lengths;
  private final FreshCounts<WorkFilter, Long> totals;

  WorkListPages(Statuses statuses, Channels channels, SuggestionChanges changes) {
    this.statuses = statuses;
    this.channels = channels;
    lengths = new FreshCounts<>(changes, statuses::workLists);
    totals = new FreshCounts<>(changes, statuses::count);
  }

  /** Drafts stand in the lists of triagers alone. */
  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/remediation")
  Reply list(
      @RequestParam(defaultValue = "") String list,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String project,
      @RequestParam(required = false) @Nullable String after,
      @Nullable CurrentAccount account) {
    boolean isInsider = account != null && account.isTriager();
    WorkFilter filter =
        new WorkFilter(orNull(list), orNull(channel.strip()), orNull(project.strip()), isInsider);
    Page<WorkItem> items = statuses.workList(filter, after, SIZE, totals.of(filter));
    return Reply.page(
            "status/workList",
            new WorkListPage(
                lengths.of(isInsider),
                list,
                channel.strip(),
                project.strip(),
                channels.all().stream()
                    .filter(one -> one.supported() && one.isPrimary())
                    .map(Channel::name)
                    .toList(),
                items))
        .twin(items.map(WorkResource::of))
        .inApi("status");
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
