package org.snowguard.bench.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.snowguard.world.Fault;

/**
 * What goes wrong when; the same for the same seed. Every service fails once in every way that it
 * has.
 */
record SoakPlan(List<Step> steps) {

  /** The shares of a run at which a node is killed, and PostgreSQL. */
  private static final double[] NODE_KILLS = {0.15, 0.4, 0.75};

  private static final double POSTGRES_KILL = 0.6;
  private static final double SPREAD = 0.08;

  SoakPlan {
    steps = List.copyOf(steps);
  }

  /** Something that is done at a time since the beginning. */
  record Step(Duration at, Act act) {}

  /** What is done. */
  sealed interface Act {
    /** A fault of the world, such as {@code kev:html}. */
    record Begin(String fault) implements Act {}

    record End(String fault) implements Act {}

    /** As {@code kill -9}; it is started again. */
    record KillNode(int node) implements Act {}

    record KillPostgres() implements Act {}
  }

  static SoakPlan of(long seed, Duration length, Set<String> services, int nodes) {
    Random random = new Random(seed);
    List<Step> steps = new ArrayList<>();
    services.stream().sorted().forEach(service -> faults(steps, service, length, random));
    int first = random.nextInt(nodes);
    for (int number = 0; number < NODE_KILLS.length; number++) {
      Act kill = new Act.KillNode((first + number) % nodes);
      steps.add(new Step(at(length, NODE_KILLS[number] + random.nextDouble() * SPREAD), kill));
    }
    double share = POSTGRES_KILL + random.nextDouble() * SPREAD;
    steps.add(new Step(at(length, share), new Act.KillPostgres()));
    steps.sort(Comparator.comparing(Step::at));
    return new SoakPlan(steps);
  }

  /** One after the other, each for a third to two thirds of its part of the run. */
  private static void faults(List<Step> steps, String service, Duration length, Random random) {
    List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
    if (service.equals("channels")) {
      // Nobody can tell a clock that goes back from a channel that was taken back.
      faults.remove(Fault.CLOCK_BACK);
    }
    Collections.shuffle(faults, random);
    double part = 1.0 / faults.size();
    for (int number = 0; number < faults.size(); number++) {
      String name = service + ":" + faults.get(number).text();
      double from = (number + random.nextDouble() * 0.3) * part;
      double to = from + (1 + random.nextDouble()) / 3 * part;
      steps.add(new Step(at(length, from), new Act.Begin(name)));
      steps.add(new Step(at(length, to), new Act.End(name)));
    }
  }

  private static Duration at(Duration length, double share) {
    return Duration.ofMillis((long) (length.toMillis() * share));
  }
}
