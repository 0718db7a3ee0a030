package org.snowguard.world.github;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which requests of the API fail, and how: the next of a kind, all, or some at random. */
public final class GitHubFaults {

  /** How far the index behind lists that filter is behind with {@link GitHubFault#STALE_LIST}. */
  public static final Duration BEHIND = Duration.ofMinutes(5);

  private final Set<GitHubFault> always = EnumSet.noneOf(GitHubFault.class);
  private final List<Next> next = new ArrayList<>();
  private final Map<GitHubFault, Integer> met = new EnumMap<>(GitHubFault.class);
  private @Nullable Random random;
  private double share;
  private List<GitHubFault> some = List.of();
  private Duration slowness = Duration.ofSeconds(2);

  private record Next(GitHubFault fault, String method, Pattern path) {}

  GitHubFaults() {}

  /** Every request fails so, until {@link #end}. */
  public synchronized void begin(GitHubFault fault) {
    always.add(fault);
  }

  /** Ends what {@link #begin} began. */
  public synchronized void end(GitHubFault fault) {
    always.remove(fault);
  }

  /**
   * One request to come fails so; called again, one more.
   *
   * @param method such as POST
   * @param path a regular expression that is found in the path, such as {@code /issues$}
   */
  public synchronized void next(GitHubFault fault, String method, String path) {
    next.add(new Next(fault, method, Pattern.compile(path)));
  }

  /** A share of all requests, from 0 to 1, fails in one of these ways each. */
  public synchronized void some(double shareOfRequests, long seed, Collection<GitHubFault> faults) {
    random = new Random(seed);
    share = shareOfRequests;
    some = List.copyOf(faults);
  }

  /** No fault is on any more, nor comes. */
  public synchronized void endAll() {
    always.clear();
    next.clear();
    random = null;
  }

  /** How late slow answers come, by the machine's own clock; two seconds unless set. */
  public synchronized void slowBy(Duration time) {
    slowness = time;
  }

  synchronized Duration slowness() {
    return slowness;
  }

  /** Those that are on for all requests. */
  public synchronized Set<GitHubFault> active() {
    return Set.copyOf(always);
  }

  /** How many requests met each. */
  public synchronized Map<GitHubFault, Integer> met() {
    return Map.copyOf(met);
  }

  synchronized Optional<GitHubFault> of(Request request) {
    Optional<GitHubFault> fault = pick(request);
    fault.ifPresent(one -> met.merge(one, 1, Integer::sum));
    return fault;
  }

  private Optional<GitHubFault> pick(Request request) {
    for (Iterator<Next> all = next.iterator(); all.hasNext(); ) {
      Next one = all.next();
      if (one.method().equals(request.method()) && one.path().matcher(request.path()).find()) {
        all.remove();
        return Optional.of(one.fault());
      }
    }
    if (!always.isEmpty()) {
      return always.stream().findFirst();
    }
    if (random != null && !some.isEmpty() && random.nextDouble() < share) {
      return Optional.of(some.get(random.nextInt(some.size())));
    }
    return Optional.empty();
  }
}
