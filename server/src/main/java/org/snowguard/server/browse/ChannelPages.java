package org.snowguard.server.browse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.suggestion.FreshCounts;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What is open in each channel. */
@Controller
final class ChannelPages {

  private static final int SIZE = 50;
  private static final int SNAPSHOTS = 10;

  private final Channels channels;
  private final ChannelSummaries summaries;
  private final OverviewStore overview;
  private final Vulnerabilities vulnerabilities;
  private final FreshCounts<Channel, Long> open;

  ChannelPages(
      Channels channels,
      ChannelSummaries summaries,
      OverviewStore overview,
      SuggestionChanges changes,
      Vulnerabilities vulnerabilities) {
    this.channels = channels;
    this.summaries = summaries;
    this.overview = overview;
    this.vulnerabilities = vulnerabilities;
    open = new FreshCounts<>(changes, overview::countOpenIn);
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/channels")
  Reply list() {
    return Reply.page("browse/channels", ChannelsPage.of(summaries.all()));
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/channel/{name}")
  Reply show(@PathVariable String name, @RequestParam(required = false) @Nullable String after) {
    Channel channel =
        channels
            .find(name)
            .orElseThrow(
                () ->
                    new NotFound(
                        "looking for a channel",
                        "name \"" + name + "\"",
                        "see the list of channels at /channels."));
    List<OpenLink> links = overview.openIn(channel, Cursor.parse(after, 2), SIZE + 1);
    Page<OpenLink> page =
        Page.of(links, SIZE, open.of(channel), link -> Cursor.of(link.rank(), link.id()));
    return Reply.page(
        "browse/channel",
        new ChannelPage(
            summaries.of(channel),
            channels.latest(channel, SNAPSHOTS),
            new Page<>(OpenItem.of(page.items(), vulnerabilities), page.next(), page.total())));
  }
}
