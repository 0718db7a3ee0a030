package org.snowguard.server.browse;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.browse.answer.Answering;
import org.snowguard.server.browse.answer.Moved;
import org.snowguard.server.browse.answer.OpenIssue;
import org.snowguard.server.browse.answer.OpenIssues;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.RegisteredChannel;
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
  private static final int MOVED = 50;

  private final Channels channels;
  private final ChannelSummaries summaries;
  private final OverviewStore overview;
  private final Vulnerabilities vulnerabilities;
  private final ChannelRegistry registry;
  private final Clock clock;
  private final OpenIssues issues;
  private final FreshCounts<Channel, Long> open;
  private final FreshCounts<Channel, List<Moved>> moved;
  private final FreshCounts<Channel, Optional<Decline>> declines;

  ChannelPages(
      Channels channels,
      ChannelSummaries summaries,
      OverviewStore overview,
      DeclineStore published,
      SuggestionChanges changes,
      Vulnerabilities vulnerabilities,
      ChannelRegistry registry,
      Answering answers,
      OpenIssues issues,
      Clock clock) {
    this.channels = channels;
    this.issues = issues;
    this.registry = registry;
    this.clock = clock;
    this.summaries = summaries;
    this.overview = overview;
    this.vulnerabilities = vulnerabilities;
    open = new FreshCounts<>(changes, overview::countOpenIn);
    moved = new FreshCounts<>(changes, channel -> answers.moved(channel.id(), MOVED));
    declines = new FreshCounts<>(changes, channel -> decline(channel, published));
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/channels")
  Reply list() {
    return Reply.page("browse/channels", ChannelsPage.of(summaries.all(), registry.all()))
        .inApi("channels");
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/channel/{name}")
  Reply show(@PathVariable String name, @RequestParam(required = false) @Nullable String after) {
    RegisteredChannel registered = find(name);
    Channel channel = registered.channel();
    List<OpenIssue> published = channel.isPrimary() ? issues.in(channel.name()) : List.of();
    Reply.Rendered page =
        Reply.page(
            "browse/channel",
            new ChannelPage(
                summaries.of(channel),
                channels.latest(channel, SNAPSHOTS),
                openIn(channel, after),
                registered,
                registry.advances(channel, SNAPSHOTS),
                ChannelPage.Fetching.of(registry.fetch(channel)),
                declines.of(channel).orElse(null),
                !vulnerabilities.isEmpty(),
                published.stream().limit(SIZE).toList(),
                published.size(),
                ChannelPage.AgeRow.of(published, clock.instant()),
                channel.isPrimary() ? moved.of(channel) : List.of()));
    // The API tells of channels whose packages are matched; others are followed for landings alone.
    return channel.isPrimary() ? page.inApi("channels", name) : page;
  }

  /** The channel's page has the gravest only. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/channel/{name}/issues")
  Reply issues(@PathVariable String name, @RequestParam(required = false) @Nullable String after) {
    Channel channel = find(name).channel();
    List<OpenIssue> published = channel.isPrimary() ? issues.in(channel.name()) : List.of();
    Page<OpenIssue> page = OpenIssues.page(published, after, SIZE);
    return Reply.page("browse/channelIssues", new ChannelIssuesPage(channel.name(), page))
        .twin(page);
  }

  private RegisteredChannel find(String name) {
    return registry
        .find(name)
        .orElseThrow(
            () ->
                new NotFound(
                    "looking for a channel",
                    "name \"" + name + "\"",
                    "see the list of channels at /channels."));
  }

  private Page<OpenItem> openIn(Channel channel, @Nullable String after) {
    if (!channel.isPrimary()) {
      return new Page<>(List.of(), null, 0);
    }
    List<OpenLink> links = overview.openIn(channel, Cursor.parse(after, 2), SIZE + 1);
    Page<OpenLink> page =
        Page.of(links, SIZE, open.of(channel), link -> Cursor.of(link.rank(), link.id()));
    return new Page<>(OpenItem.of(page.items(), vulnerabilities), page.next(), page.total());
  }

  private Optional<Decline> decline(Channel channel, DeclineStore published) {
    LocalDate endedOn = channel.endOfLifeOn();
    if (channel.supported() || !channel.isPrimary() || endedOn == null) {
      return Optional.empty();
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Optional.of(Decline.of(endedOn, today, published.published(channel, endedOn)));
  }
}
