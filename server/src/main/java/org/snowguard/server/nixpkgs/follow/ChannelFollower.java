package org.snowguard.server.nixpkgs.follow;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.Interruption;
import org.snowguard.server.ingest.OwnFault;
import org.snowguard.server.ingest.job.JobStopped;
import org.snowguard.server.ingest.source.Backoff;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.ingest.source.SourceNews;
import org.snowguard.server.ingest.source.SourceRun;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.ChannelFetch;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.RegisteredChannel;
import org.snowguard.server.nixpkgs.Snapshot;

/**
 * Where all channels point, and the packages of primary supported ones when that changes. A channel
 * that fails is tried again by itself, and stops no other one.
 */
final class ChannelFollower implements Source {

  private static final Logger log = LoggerFactory.getLogger(ChannelFollower.class);
  private static final Duration EVERY = Duration.ofMinutes(5);

  private final ChannelHeads heads;
  private final ChannelRegistry registry;
  private final Channels channels;
  private final ChannelTaking taking;
  private final Set<String> wanted;
  private final Backoff backoff;
  private final Clock clock;

  /**
   * @param wanted channels whose packages are fetched; empty: all
   */
  ChannelFollower(
      ChannelHeads heads,
      ChannelRegistry registry,
      Channels channels,
      ChannelTaking taking,
      Set<String> wanted,
      Backoff backoff,
      Clock clock) {
    this.heads = heads;
    this.registry = registry;
    this.channels = channels;
    this.taking = taking;
    this.wanted = Set.copyOf(wanted);
    this.backoff = backoff;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "channels";
  }

  @Override
  public String title() {
    return "Channels of Nixpkgs";
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  /** Channels stand still for days at times; the source itself must answer. */
  @Override
  public Duration lateAfter() {
    return Duration.ofHours(2);
  }

  @Override
  public SourceNews read(SourceRun run) throws IOException, InterruptedException {
    ChannelHeads.Told told = heads.read();
    List<String> advanced = registry.sight(told.revisions());
    List<RegisteredChannel> all = registry.all();
    List<String> oddities = new ArrayList<>(told.oddities());
    all.stream().map(RegisteredChannel::channel).forEach(channel -> doubt(channel, oddities));
    oddities.forEach(oddity -> log.warn("Channels: {}", oddity));
    List<String> failures = new ArrayList<>(told.failures());
    List<RegisteredChannel> followed =
        all.stream().filter(found -> isFollowed(found.channel())).toList();
    for (int done = 0; done < followed.size(); done++) {
      run.at("channels", done, (long) followed.size());
      follow(run, followed.get(done), failures);
    }
    if (!failures.isEmpty()) {
      throw FetchFailure.ofParts(
          "%d %s, and the others go on: %s"
              .formatted(
                  failures.size(),
                  failures.size() == 1 ? "channel failed" : "channels failed",
                  String.join("; ", failures)));
    }
    boolean isNothingNew = advanced.isEmpty() && run.brought().equals(ImportCounts.NONE);
    ImportCounts odd = new ImportCounts(0, 0, 0, oddities.size());
    return isNothingNew ? SourceNews.NOTHING : new SourceNews(run.brought().plus(odd), null);
  }

  private static void doubt(Channel channel, List<String> oddities) {
    if (channel.isEndDoubted()) {
      oddities.add(
          "%s is called \"%s\" before its day, which is believed after a day of the same word"
              .formatted(channel.name(), channel.statedStatus()));
    }
  }

  private boolean isFollowed(Channel channel) {
    return channel.isPrimary()
        && channel.supported()
        && (wanted.isEmpty() || wanted.contains(channel.name()));
  }

  private void follow(SourceRun run, RegisteredChannel registered, List<String> failures)
      throws InterruptedException {
    Channel channel = registered.channel();
    RegisteredChannel.Head head = registered.head();
    Snapshot current = channels.current(channel).orElse(null);
    ChannelFetch before = registry.fetch(channel);
    if (head == null || (current != null && head.revision().equals(current.revision()))) {
      if (before.error() != null) {
        registry.note(channel, before.mended());
      }
      return;
    }
    if (before.isWaiting(head.revision(), clock.instant())) {
      failures.add(named(channel, before.error()));
      return;
    }
    try {
      run.brought(taking.take(channel, head, before, current));
    } catch (JobStopped e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      if (Interruption.isCauseOf(e)) {
        throw Interruption.of(e);
      }
      failures.add(failed(channel, head, before, words(channel, e)));
    }
  }

  private static String words(Channel channel, Exception failure) {
    if (failure instanceof IOException) {
      return String.valueOf(failure.getMessage());
    }
    log.error("Taking {} failed on our side", channel.name(), failure);
    return OwnFault.words(failure);
  }

  private String failed(
      Channel channel, RegisteredChannel.Head head, ChannelFetch before, String words) {
    int failures = before.failuresOf(head.revision()) + 1;
    Instant again = clock.instant().plus(backoff.afterFailures(failures, null));
    registry.note(channel, before.failed(head.revision(), words, again));
    return named(channel, words);
  }

  private static String named(Channel channel, @Nullable String words) {
    return "%s: %s".formatted(channel.name(), words);
  }
}
