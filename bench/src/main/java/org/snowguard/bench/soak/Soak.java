package org.snowguard.bench.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.snowguard.bench.replay.Followed;
import org.snowguard.world.FakeWorld;

/** One run: the faulty part, then the calm one over the same world. */
final class Soak {

  private static final Duration TO_FILL = Duration.ofMinutes(4);
  private static final Duration TO_CATCH_UP = Duration.ofMinutes(8);

  /**
   * Tables of the digest that tell by which way the machine came to what it knows; a roundup tells
   * what was known when it was written.
   */
  static final Set<String> WAYS = Set.of("movements", "suggestions-past", "weekly-reports");

  private static final int NODES = 2;
  private static final int CHANNEL_REVISIONS = 12;
  private static final int SCORES = 5_000;
  private static final Duration TICK = Duration.ofMillis(200);

  private final Path base;
  private final Duration length;
  private final long seed;
  private final SoakOutput output;

  Soak(Path base, Duration length, long seed, SoakOutput output) {
    this.base = base;
    this.length = length;
    this.seed = seed;
    this.output = output;
  }

  /** What is left at the end of each part. */
  record Result(Map<String, Site.Digest> faulty, Map<String, Site.Digest> calm) {}

  Result run() throws IOException, InterruptedException {
    long revisions;
    Map<String, Site.Digest> faulty;
    try (FakeWorld world = world();
        Site site = Site.open(base.resolve("faulty"), NODES, settings(world))) {
      fill(world, site);
      revisions = faulty(world, site);
      faulty = caughtUp(world, site);
    }
    try (FakeWorld world = world();
        Site site = Site.open(base.resolve("calm"), 1, settings(world))) {
      fill(world, site);
      calm(world, site, revisions);
      return new Result(faulty, caughtUp(world, site));
    }
  }

  private FakeWorld world() throws IOException {
    FakeWorld world =
        FakeWorld.open(
            new FakeWorld.Plan(base.resolve("world"), null, seed, 4, SCORES),
            0,
            0,
            Clock.systemUTC());
    world.advanceChannelsTo(0);
    return world;
  }

  private static Map<String, String> settings(FakeWorld world) {
    Map<String, String> settings = new LinkedHashMap<>(world.settings());
    settings.put("snowguard.sources.every", "1s");
    settings.put("snowguard.sources.nvd-key", "soak");
    settings.put("snowguard.sources.nvd-pause", "700ms");
    return settings;
  }

  /** What every server begins with, read without faults: it decides what counts as new later. */
  private void fill(FakeWorld world, Site site) throws IOException, InterruptedException {
    output.say("reading what the world begins with");
    await(world, site, "the first fill", TO_FILL);
  }

  /** Gives how often channels have advanced. */
  private long faulty(FakeWorld world, Site site) throws IOException, InterruptedException {
    Set<String> services = world.services();
    SoakPlan plan = SoakPlan.of(seed, length, services, NODES);
    long start = System.nanoTime();
    double days = Duration.between(world.begin(), world.end()).toDays();
    world.run(days / (length.toMillis() / 60_000.0));
    long revision = 0;
    int done = 0;
    for (Duration now = Duration.ZERO; now.compareTo(length) < 0; now = since(start)) {
      while (done < plan.steps().size() && plan.steps().get(done).at().compareTo(now) <= 0) {
        act(plan.steps().get(done).act(), world, site);
        done++;
      }
      long due = now.toMillis() * CHANNEL_REVISIONS / length.toMillis();
      if (revision < due && site.followed().isMatched() && hasHeads(world, site)) {
        revision++;
        world.advanceChannelsTo(revision);
      }
      output.progress(now, length, world.now(), world.faults().active());
      TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
    }
    // A kill may have taken until the time was over: nothing of the plan is left out.
    for (; done < plan.steps().size(); done++) {
      act(plan.steps().get(done).act(), world, site);
    }
    world.run(0);
    return revision;
  }

  private void act(SoakPlan.Act act, FakeWorld world, Site site)
      throws IOException, InterruptedException {
    switch (act) {
      case SoakPlan.Act.Begin(String fault) -> world.faults().begin(fault);
      case SoakPlan.Act.End(String fault) -> world.faults().end(fault);
      case SoakPlan.Act.KillNode(int node) -> {
        output.say("kill -9 of node " + node);
        site.killNode(node);
      }
      case SoakPlan.Act.KillPostgres() -> {
        output.say("kill -9 of PostgreSQL");
        site.killPostgres();
      }
    }
  }

  private void calm(FakeWorld world, Site site, long revisions)
      throws IOException, InterruptedException {
    Duration whole = Duration.between(world.begin(), world.end());
    long steps = Math.max(CHANNEL_REVISIONS, revisions);
    for (long step = 1; step <= steps; step++) {
      world.advanceChannelsTo(Math.min(step, revisions));
      world.advanceTo(world.begin().plus(whole.multipliedBy(step).dividedBy(steps)));
      Instant newest = world.newestRelease();
      Followed.await(
          "the calm server has read up to " + newest,
          TO_FILL,
          () -> hasRead(world, site) && hasHeads(world, site));
      output.progress(Duration.ofSeconds(step), Duration.ofSeconds(steps), newest, Map.of());
    }
  }

  private Map<String, Site.Digest> caughtUp(FakeWorld world, Site site)
      throws IOException, InterruptedException {
    world.faults().endAll();
    world.advanceTo(world.end());
    output.say("waiting until all is read and matched");
    long start = System.nanoTime();
    await(world, site, "all is read and matched", TO_CATCH_UP);
    output.say("caught up after %d s".formatted(since(start).toSeconds()));
    site.stopNodes();
    return site.digest();
  }

  /** Every source has answered well twice since now, so that once it was asked after now. */
  private static void await(FakeWorld world, Site site, String what, Duration longest)
      throws IOException, InterruptedException {
    Map<String, Long> before = new TreeMap<>();
    List<String> sources =
        world.services().stream().filter(name -> !name.equals("channels")).toList();
    Followed.await(
        what,
        longest,
        () -> {
          Map<String, Long> now = site.followed().goodRuns();
          now.forEach(before::putIfAbsent);
          boolean isAsked =
              sources.stream()
                  .allMatch(
                      name ->
                          now.entrySet().stream()
                              .filter(one -> one.getKey().startsWith(name))
                              .anyMatch(
                                  one ->
                                      one.getValue() > before.getOrDefault(one.getKey(), 0L) + 1));
          return isAsked && hasRead(world, site) && hasHeads(world, site);
        });
  }

  private static boolean hasRead(FakeWorld world, Site site) {
    return site.followed().hasReadTo(world.newestRelease());
  }

  private static boolean hasHeads(FakeWorld world, Site site) {
    Map<String, String> stored = site.followed().heads();
    return world.heads().entrySet().stream()
        .allMatch(head -> head.getValue().equals(stored.get(head.getKey())));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Ways may differ, knowledge may not. */
  static List<String> differences(Result result) {
    return result.faulty().entrySet().stream()
        .filter(one -> !WAYS.contains(one.getKey()))
        .filter(one -> !one.getValue().equals(result.calm().get(one.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }
}
