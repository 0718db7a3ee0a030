package org.snowguard.server.browse;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snowguard.server.ingest.RunningWork;
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
  private final OverviewStore overview;
  private final ChannelSummaries summaries;
  private final RunningWork running;

  HomePages(
      Vulnerabilities vulnerabilities,
      OverviewStore overview,
      ChannelSummaries summaries,
      RunningWork running) {
    this.vulnerabilities = vulnerabilities;
    this.overview = overview;
    this.summaries = summaries;
    this.running = running;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/")
  Reply show() {
    return Reply.page(
        "browse/home",
        new HomePage(
            vulnerabilities.count(),
            overview.countPending(),
            OpenItem.of(overview.onFire(ON_FIRE), vulnerabilities),
            summaries.all(),
            newest(),
            running.now()));
  }

  private List<Vulnerability> newest() {
    List<Long> ids = overview.newestLinked(NEWEST);
    Map<Long, Vulnerability> byId = vulnerabilities.byIds(ids);
    return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
  }
}
