package org.snowguard.world.nixpkgs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A week of nixpkgs in steps: a staging cycle, a merge, a squash, a merge queue's and a rebased
 * pull request, backports, one of several commits and one of a backport, a revert and its revert,
 * merges that are reverted whole, one of them landed again, a force push, and channels that advance
 * and once go back. Whoever tells it publishes and looks after each step.
 */
public final class NixpkgsStory implements AutoCloseable {

  private static final String MASTER = "master";
  private static final String STAGING = "staging";
  private static final String NEXT = "staging-next";
  private static final String RELEASE = "release-26.05";
  private static final String OLD_RELEASE = "release-25.11";
  private static final String UNSTABLE = "nixos-unstable";
  private static final String SMALL = "nixos-unstable-small";
  private static final String STABLE = "nixos-26.05";
  private static final int FIRST_UPDATES = 130;
  private static final int UPDATES = 40;

  private final ScriptedNixpkgs nixpkgs;
  private final Map<String, String> named = new LinkedHashMap<>();
  private final List<Runnable> steps =
      List.of(
          this::begin,
          this::fixes,
          this::stagingCycleBegins,
          this::stagingCycleEnds,
          this::revert,
          this::revertOfTheRevert,
          this::channelGoesBack,
          this::allArrive);
  private int told;
  private int updates;

  private NixpkgsStory(ScriptedNixpkgs nixpkgs) {
    this.nixpkgs = nixpkgs;
  }

  /** Before its first step. */
  public static NixpkgsStory in(Path repository, Instant start)
      throws IOException, InterruptedException {
    return new NixpkgsStory(ScriptedNixpkgs.at(repository, start));
  }

  /** Tells the next step and publishes it; false once all is told. */
  public boolean tellNext() {
    if (told == steps.size()) {
      return false;
    }
    steps.get(told).run();
    told++;
    nixpkgs.publish();
    return true;
  }

  /** A commit by the name that the story gives it. */
  public String commit(String name) {
    return Objects.requireNonNull(named.get(name), () -> "the story names no commit " + name);
  }

  /** The names of commits, in the order in which they were made. */
  public List<String> names() {
    return List.copyOf(named.keySet());
  }

  public ScriptedNixpkgs nixpkgs() {
    return nixpkgs;
  }

  private void begin() {
    nixpkgs.commit(MASTER, "zlib: 1.3 -> 1.3.1");
    name("old", nixpkgs.headOf(MASTER));
    name("withdrawn", nixpkgs.commit(MASTER, "libwebp: 1.3.1 -> 1.3.2"));
    updates(MASTER, FIRST_UPDATES);
    nixpkgs.point(OLD_RELEASE, nixpkgs.headOf(MASTER));
    nixpkgs.point(RELEASE, nixpkgs.headOf(MASTER));
    updates(OLD_RELEASE, 5);
    updates(RELEASE, 5);
    updates(MASTER, UPDATES);
    for (String branch : List.of(STAGING, NEXT, UNSTABLE, SMALL, "nixpkgs-unstable")) {
      nixpkgs.point(branch, nixpkgs.headOf(MASTER));
    }
    for (String channel : List.of(STABLE, "nixos-26.05-small", "nixpkgs-26.05-darwin")) {
      nixpkgs.point(channel, nixpkgs.headOf(RELEASE));
    }
    nixpkgs.point("nixos-25.11", nixpkgs.headOf(OLD_RELEASE));
    name("early", nixpkgs.pull(MASTER, 100, "brotli: 1.0.9 -> 1.1.0"));
  }

  private void fixes() {
    name(
        "openssl-merge",
        nixpkgs.pull(
            MASTER,
            101,
            "openssl: 3.0.13 -> 3.0.14",
            "openssl: drop patch",
            "openssl: sort inputs",
            "openssl: format"));
    name("openssl", nixpkgs.broughtBy(commit("openssl-merge")).getFirst());
    name("reverted", nixpkgs.pull(MASTER, 109, "harfbuzz: 8.4 -> 8.5", "harfbuzz: format"));
    name("again", nixpkgs.pull(MASTER, 110, "gnutls: 3.8.4 -> 3.8.5", "gnutls: format"));
    name("curl", nixpkgs.commit(MASTER, "curl: 8.1.0 -> 8.2.0 (#102)\n\nFixes CVE-2026-0102.\n"));
    name("glibc", nixpkgs.pull(STAGING, 103, "glibc: patch CVE-2026-0103"));
    name("numpy", nixpkgs.commit(MASTER, "python3Packages.{numpy,scipy}: 2.0 -> 2.1 (#105)"));
    updates(MASTER, UPDATES);
  }

  private void stagingCycleBegins() {
    nixpkgs.merge(STAGING, MASTER, "Merge master into staging");
    nixpkgs.merge(NEXT, STAGING, "Merge staging into staging-next");
    name("openssl-backport", backport(201, "openssl-merge"));
    name("openssl-stable", nixpkgs.broughtBy(commit("openssl-backport")).getLast());
    name("curl-stable", nixpkgs.pick(RELEASE, commit("curl")));
    name("zstd", nixpkgs.commit(NEXT, "zstd: 1.5.5 -> 1.5.6"));
    nixpkgs.point(SMALL, nixpkgs.headOf(MASTER));
    updates(MASTER, UPDATES);
  }

  private void stagingCycleEnds() {
    // Dropped from the branch before it is merged.
    String dropped = nixpkgs.headOf(NEXT);
    nixpkgs.point(NEXT, nixpkgs.headOf(STAGING));
    nixpkgs.merge(MASTER, NEXT, "Merge pull request #104 from NixOS/staging-next");
    name("curl-old-stable", nixpkgs.pick(OLD_RELEASE, commit("curl-stable")));
    nixpkgs.point(UNSTABLE, nixpkgs.headOf(SMALL));
    nixpkgs.point("nixos-26.05-small", nixpkgs.headOf(RELEASE));
    name("dropped", dropped);
    updates(MASTER, UPDATES);
  }

  private void revert() {
    name("revert", nixpkgs.revert(MASTER, commit("curl")));
    for (String taken : List.of("withdrawn", "reverted", "again")) {
      nixpkgs.revert(MASTER, commit(taken));
    }
    nixpkgs.point(UNSTABLE, nixpkgs.headOf(MASTER));
    nixpkgs.point(STABLE, nixpkgs.headOf(RELEASE));
    updates(MASTER, UPDATES);
  }

  private void revertOfTheRevert() {
    name("reapply", nixpkgs.revert(MASTER, commit("revert")));
    name("revert-stable", nixpkgs.pick(RELEASE, commit("revert")));
    nixpkgs.broughtBy(commit("again")).forEach(part -> nixpkgs.pick(MASTER, part));
    nixpkgs.point(SMALL, nixpkgs.headOf(MASTER));
    updates(MASTER, UPDATES);
  }

  private void channelGoesBack() {
    nixpkgs.point(UNSTABLE, commit("numpy"));
    nixpkgs.point("nixos-25.11", nixpkgs.headOf(OLD_RELEASE));
    name("queued", nixpkgs.queued(MASTER, 106, "xz: 5.6.1 -> 5.6.2", "xz: adopt"));
    name("queued-stable", backport(206, "queued"));
    name("rebased", nixpkgs.rebased(MASTER, "libpng: 1.6.42 -> 1.6.43", "libpng: format"));
    updates(MASTER, UPDATES);
  }

  private void allArrive() {
    for (String channel : List.of(UNSTABLE, SMALL, "nixpkgs-unstable")) {
      nixpkgs.point(channel, nixpkgs.headOf(MASTER));
    }
    for (String channel : List.of(STABLE, "nixos-26.05-small", "nixpkgs-26.05-darwin")) {
      nixpkgs.point(channel, nixpkgs.headOf(RELEASE));
    }
  }

  /** To the release, of all that a pull request brought. */
  private String backport(int number, String merge) {
    return nixpkgs.backport(
        RELEASE, number, nixpkgs.broughtBy(commit(merge)).toArray(String[]::new));
  }

  private void name(String name, String commit) {
    named.put(name, commit);
  }

  private void updates(String branch, int count) {
    for (int index = 0; index < count; index++) {
      updates++;
      nixpkgs.commit(branch, "package%d: %d.0 -> %d.1".formatted(updates % 20, updates, updates));
    }
  }

  @Override
  public void close() throws IOException {
    nixpkgs.close();
  }
}
