package org.snowguard.server.remediation.landing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.ingest.source.SourceNews;
import org.snowguard.server.ingest.source.SourceRun;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.RegisteredChannel;
import org.snowguard.server.nixpkgs.Snapshot;
import org.snowguard.server.remediation.git.NixpkgsClone;
import org.snowguard.server.web.Transactions;

/**
 * The history of nixpkgs as a source: fetches it, stores new commits, and lets each branch and
 * channel go where it points. Where channels point is told by their registry before git, which
 * knows each step with its time.
 */
final class NixpkgsHistory implements Source {

  private static final int MOST_STEPS = 500;
  private static final String MASTER = "master";

  private final NixpkgsClone clone;
  private final Advances advances;
  private final Landings landings;
  private final ChannelRegistry registry;
  private final Channels channels;

  NixpkgsHistory(
      NixpkgsClone clone,
      Jdbi jdbi,
      Transactions transactions,
      List<LandingListener> listeners,
      ChannelRegistry registry,
      Channels channels) {
    this.clone = clone;
    advances = new Advances(clone, jdbi, transactions, listeners);
    landings = new Landings(jdbi);
    this.registry = registry;
    this.channels = channels;
  }

  /** A commit that a ref pointed to from some moment on. */
  private record Step(String commit, Instant at) {}

  @Override
  public String name() {
    return "nixpkgs-git";
  }

  @Override
  public String title() {
    return "History of nixpkgs (git)";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public Duration lateAfter() {
    return Duration.ofHours(24);
  }

  @Override
  public SourceNews read(SourceRun run) throws IOException, InterruptedException {
    return clone.alone(() -> readAlone(run));
  }

  private SourceNews readAlone(SourceRun run) throws IOException, InterruptedException {
    clone.fetch();
    Map<String, List<Step>> ways = ways(run.now());
    Set<String> ends = new TreeSet<>();
    ways.values().forEach(steps -> steps.forEach(step -> ends.add(step.commit())));
    int added = advances.index(ends, read -> run.at("commits", read, null));
    run.brought(new ImportCounts(added, added, 0, 0));
    int moved = 0;
    for (Map.Entry<String, List<Step>> way : ways.entrySet()) {
      for (Step step : way.getValue()) {
        moved += advances.advance(way.getKey(), step.commit(), step.at());
      }
      run.at("branches", 0, null);
    }
    ImportCounts counts = added == 0 && moved == 0 ? null : new ImportCounts(added, moved, 0, 0);
    return new SourceNews(counts, newest(run.now()));
  }

  private Instant newest(Instant now) {
    return landings
        .headOf(MASTER)
        .flatMap(landings::commit)
        .map(CommitFacts::committedAt)
        .filter(at -> !at.isAfter(now))
        .orElse(now);
  }

  /** Master first: what others have at first sight is told by their difference from it. */
  private Map<String, List<Step>> ways(Instant now) throws IOException, InterruptedException {
    Map<String, RefStore.Ref> stored =
        advances.refs().stream().collect(Collectors.toMap(RefStore.Ref::name, ref -> ref));
    Map<String, List<Step>> ways =
        new TreeMap<>(
            Comparator.comparing((String name) -> !name.equals(MASTER))
                .thenComparing(Comparator.naturalOrder()));
    clone.heads().forEach((name, head) -> ways.put(name, List.of(new Step(head, now))));
    for (RegisteredChannel channel : registry.all()) {
      String name = channel.channel().name();
      if (!clone.follows(name)) {
        continue;
      }
      List<Step> told = told(channel);
      if (!told.isEmpty()) {
        ways.put(name, since(told, stored.get(name)));
      } else if (!ways.containsKey(name)) {
        Optional<Snapshot> snapshot = channels.current(channel.channel());
        if (snapshot.isPresent()) {
          snapshotStep(snapshot.get()).ifPresent(step -> ways.put(name, List.of(step)));
        }
      }
    }
    return ways;
  }

  /** What the registry tells of a channel as far as the clone has it, the newest first. */
  private List<Step> told(RegisteredChannel channel) throws IOException, InterruptedException {
    List<Step> steps = new ArrayList<>();
    for (RegisteredChannel.Head head : registry.advances(channel.channel(), MOST_STEPS)) {
      clone
          .resolve(head.revision())
          .ifPresent(commit -> steps.add(new Step(commit, head.seenAt())));
    }
    return steps;
  }

  /** The oldest first. */
  private static List<Step> since(List<Step> told, RefStore.@Nullable Ref stored) {
    return told.stream()
        .takeWhile(step -> stored == null || step.at().isAfter(stored.advancedAt()))
        .toList()
        .reversed();
  }

  private Optional<Step> snapshotStep(Snapshot snapshot) throws IOException, InterruptedException {
    String revision = snapshot.revision();
    Instant taken = snapshot.takenAt();
    return revision == null
        ? Optional.empty()
        : clone
            .resolve(revision)
            .map(commit -> new Step(commit, taken == null ? snapshot.importedAt() : taken));
  }
}
