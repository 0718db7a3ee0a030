package org.snowguard.bench.landings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.snowguard.world.nixpkgs.FastImport;

/** Pull requests merged one after the other, with releases that get every twentieth of them. */
public final class LongHistory implements AutoCloseable {

  private static final List<String> UNSTABLE =
      List.of(
          "staging", "staging-next", "nixos-unstable", "nixos-unstable-small", "nixpkgs-unstable");
  private static final String MASTER = "refs/heads/master";
  private static final String TOPIC = "refs/scripted/topic";
  private static final int BACKPORT_EVERY = 20;
  private static final int REVERT_EVERY = 200;
  private static final int LARGER_EVERY = 7;
  private static final int LARGER = 3;
  private static final Duration BETWEEN = Duration.ofMinutes(4);

  private final FastImport fastImport;
  private final List<Integer> merged = new ArrayList<>();
  private final List<Integer> merges = new ArrayList<>();
  private Instant now = Instant.parse("2025-11-20T00:00:00Z");
  private int master;
  private int commits;

  private LongHistory(FastImport fastImport) {
    this.fastImport = fastImport;
    master = commit(MASTER, "nixpkgs: begin", List.of());
  }

  public static LongHistory in(Path directory) throws IOException, InterruptedException {
    return new LongHistory(FastImport.into(directory));
  }

  /** Adds pull requests of one commit or three, with the commits that go straight to master. */
  public void grow(int pulls, int direct) {
    for (int pull = 0; pull < pulls; pull++) {
      int number = merged.size() + 1;
      int change = master;
      for (int part = 0; part < (number % LARGER_EVERY == 0 ? LARGER : 1); part++) {
        change =
            commit(
                TOPIC,
                "package%d: %d.%d -> %d.1".formatted(number % 9000, number, part, number),
                List.of(change));
      }
      merged.add(change);
      master =
          commit(
              MASTER,
              "Merge pull request #%d from contributor/topic".formatted(number),
              List.of(master, change));
      merges.add(master);
      if (direct > 0 && pull % Math.max(1, pulls / direct) == 0) {
        master = commit(MASTER, direct(number), List.of(master));
      }
    }
  }

  private String direct(int number) {
    if (number % REVERT_EVERY != 0) {
      return "treewide: tidy %d".formatted(number);
    }
    return "Revert \"package\"\n\nThis reverts commit %s.\n"
        .formatted(fastImport.hash(merged.get(number - 2)));
  }

  /** Lets a release leave master here and gives it picks of what was merged lately. */
  public void release(String version, int last) {
    String branch = "refs/heads/release-" + version;
    int head = master;
    for (int index = Math.max(0, merged.size() - last); index < merged.size(); index++) {
      if (index % BACKPORT_EVERY == 0) {
        String message =
            "package: pick\n\n(cherry picked from commit %s)\n"
                .formatted(fastImport.hash(merged.get(index)));
        head = commit(branch, message, List.of(head));
      }
    }
    fastImport.point(branch, head);
    for (String channel : List.of("nixos-%s", "nixos-%s-small", "nixpkgs-%s-darwin")) {
      fastImport.point("refs/heads/" + channel.formatted(version), head);
    }
  }

  /** Lets what follows master stand where it stands, and shows all of it. */
  public void publish() {
    UNSTABLE.forEach(branch -> fastImport.point("refs/heads/" + branch, master));
    fastImport.publish();
  }

  /** A commit that was merged. */
  public String anyCommit(RandomGenerator random) {
    return any(merged, random);
  }

  /** A merge of a pull request: what it brought tells where it is. */
  public String anyMerge(RandomGenerator random) {
    return any(merges, random);
  }

  private String any(List<Integer> marks, RandomGenerator random) {
    return fastImport.hash(marks.get(random.nextInt(marks.size())));
  }

  public int size() {
    return commits;
  }

  private int commit(String ref, String message, List<Integer> parents) {
    commits++;
    now = now.plus(BETWEEN);
    return fastImport.commit(ref, message, now, parents, Map.of("file", message));
  }

  @Override
  public void close() throws IOException {
    fastImport.close();
  }
}
