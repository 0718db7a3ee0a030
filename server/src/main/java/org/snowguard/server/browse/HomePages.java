package org.snowguard.server.browse;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.suggestion.FreshCounts;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The start: what needs somebody first. */
@Controller
final class HomePages {

  private static final int ON_FIRE = 15;
  private static final int NEWEST = 12;

  private final Vulnerabilities vulnerabilities;
  private final ChannelSummaries summaries;
  private final RunningWork running;
  private final FreshCounts<String, Lists> lists;

  HomePages(
      Vulnerabilities vulnerabilities,
      OverviewStore overview,
      ChannelSummaries summaries,
      SuggestionChanges changes,
      RunningWork running) {
    this.vulnerabilities = vulnerabilities;
    this.summaries = summaries;
    this.running = running;
    lists =
        new FreshCounts<>(
            changes,
            all ->
                new Lists(
                    vulnerabilities.count(),
                    overview.countPending(),
                    overview.onFire(ON_FIRE),
                    overview.newestLinked(NEWEST)));
  }

  /** What is looked for among all suggestions. */
  private record Lists(
      long vulnerabilities, long pending, List<OpenLink> onFire, List<Long> newest) {}

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/")
  Reply show() {
    Lists found = lists.of("");
    return Reply.page(
        "browse/home",
        new HomePage(
            found.vulnerabilities(),
            found.pending(),
            OpenItem.of(found.onFire(), vulnerabilities),
            summaries.all(),
            newest(found.newest()),
            running.now()));
  }

  private List<Vulnerability> newest(List<Long> ids) {
    Map<Long, Vulnerability> byId = vulnerabilities.byIds(ids);
    return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
  }
}
