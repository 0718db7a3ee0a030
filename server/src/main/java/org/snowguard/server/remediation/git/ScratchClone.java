package org.snowguard.server.remediation.git;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.snowguard.core.landing.BranchName;

/**
 * A clone with commits and trees of the few commits that are asked for ({@code blob:none},
 * shallow), where a cherry-pick can be tried. Nothing in it is needed later: it may be deleted at
 * any time.
 */
public final class ScratchClone {

  private static final Duration QUICK = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final int CONFLICTS = 1;
  private static final String WHO = "Trial";

  /** A trial adds some of them. */
  private static final int MOST_PACKS = 100;

  private final String repository;
  private final Path directory;
  private final Git git;
  private final CloneDirectory place;

  public ScratchClone(String repository, Path directory) {
    this.repository = repository;
    this.directory = directory.toAbsolutePath();
    git = Git.in(this.directory);
    place = new CloneDirectory(this.directory, git);
  }

  /**
   * Tries a cherry-pick, of a merge against its first parent, without touching any branch.
   *
   * @param ontoRef the branch that should get it
   */
  public synchronized TrialPick tryPick(String commit, String ontoRef) throws InterruptedException {
    if (!COMMIT.matcher(commit).matches() || BranchName.of(ontoRef).isEmpty()) {
      return new TrialPick.Unknown(
          "%s on %s: give a whole hash and a branch of nixpkgs".formatted(commit, ontoRef));
    }
    try (Closeable _ = place.hold()) {
      return tried(commit, ontoRef);
    } catch (IOException e) {
      return new TrialPick.Unknown(String.valueOf(e.getMessage()));
    }
  }

  private TrialPick tried(String commit, String ontoRef) throws IOException, InterruptedException {
    if (place.packs() > MOST_PACKS) {
      place.delete();
    }
    try {
      prepare();
      fetch(commit, "2");
      fetch("refs/heads/" + ontoRef + ":refs/heads/" + ontoRef, "1");
      return merge(commit, "refs/heads/" + ontoRef);
    } catch (IOException e) {
      place.deleteIfBroken();
      throw e;
    }
  }

  private void prepare() throws IOException, InterruptedException {
    Files.createDirectories(directory);
    git.run(QUICK, "init", "--bare", "--quiet", directory.toString());
    git.run(QUICK, "config", "remote.origin.url", repository);
    git.run(QUICK, "config", "remote.origin.promisor", "true");
    git.run(QUICK, "config", "remote.origin.partialclonefilter", "blob:none");
    git.run(QUICK, "config", "extensions.partialClone", "origin");
    git.run(QUICK, "config", "user.name", WHO);
    git.run(QUICK, "config", "user.email", "trial@localhost");
  }

  private void fetch(String what, String depth) throws IOException, InterruptedException {
    git.run(
        LONG,
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        "--filter=blob:none",
        "--depth=" + depth,
        "origin",
        "+" + what);
  }

  /**
   * A cherry-pick is a merge whose base is the commit's parent. Debian's git 2.39 cannot be told a
   * base, so three commits are made that have it.
   */
  private TrialPick merge(String commit, String onto) throws IOException, InterruptedException {
    String base = made(commit + "^1");
    String ours = made(onto, "-p", base);
    String theirs = made(commit, "-p", base);
    try {
      git.fetchingWhatLacks()
          .run(LONG, "merge-tree", "--write-tree", "--name-only", "--no-messages", ours, theirs);
      return new TrialPick.Clean();
    } catch (GitFailure e) {
      if (e.status() != CONFLICTS) {
        throw e;
      }
      return new TrialPick.Conflict(conflicts(ours, theirs));
    }
  }

  private List<String> conflicts(String ours, String theirs)
      throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    try {
      git.fetchingWhatLacks()
          .read(
              LONG,
              null,
              printed -> all.append(new String(printed.readAllBytes(), StandardCharsets.UTF_8)),
              "merge-tree",
              "--write-tree",
              "--name-only",
              "--no-messages",
              "-z",
              ours,
              theirs);
    } catch (GitFailure e) {
      if (e.status() != CONFLICTS) {
        throw e;
      }
    }
    return Arrays.stream(all.toString().split("\0", -1))
        .skip(1)
        .filter(file -> !file.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private String made(String treeOf, String... parents) throws IOException, InterruptedException {
    String[] command = new String[parents.length + 4];
    command[0] = "commit-tree";
    command[1] = treeOf + "^{tree}";
    command[2] = "-m";
    command[3] = "Trial";
    System.arraycopy(parents, 0, command, 4, parents.length);
    return git.output(QUICK, null, command);
  }
}
