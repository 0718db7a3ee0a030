package org.snowguard.server.remediation.git;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.landing.BranchName;

/**
 * A bare clone with commits alone ({@code --filter=tree:0}). It is a cache: whatever happens to it,
 * a later fetch makes it whole again. What a force push leaves behind stays in it.
 */
public final class NixpkgsClone {

  private static final Duration FIRST_FETCH = Duration.ofHours(2);
  private static final Duration QUICK = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofMinutes(20);

  /** Each fetch that brings something adds one; that many come together in a day. */
  private static final int MOST_PACKS = 100;

  private static final String HEADS = "refs/heads/";
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  /** The asterisks also stand for nothing. */
  private static final List<String> PATTERNS =
      List.of("master*", "release-*", "staging*", "haskell-updates*", "nixos-*", "nixpkgs-*");

  private final String repository;
  private final Path directory;
  private final Git git;
  private final CloneDirectory place;
  private final Predicate<BranchName> isFollowed;
  private final int mostPacks;

  /** Work with a clone. */
  @FunctionalInterface
  public interface Work<T> {
    T done() throws IOException, InterruptedException;
  }

  /**
   * A clone that may not exist yet.
   *
   * @param repository address or path
   * @param isFollowed which of its branches count
   */
  public NixpkgsClone(String repository, Path directory, Predicate<BranchName> isFollowed) {
    this(repository, directory, isFollowed, MOST_PACKS);
  }

  NixpkgsClone(String repository, Path directory, Predicate<BranchName> isFollowed, int mostPacks) {
    if (repository.startsWith("-") || repository.contains("::")) {
      throw new IllegalArgumentException(
          "snowguard.nixpkgs.repository is %s: give an https address or a path"
              .formatted(repository));
    }
    this.repository = repository;
    this.directory = directory.toAbsolutePath();
    this.isFollowed = isFollowed;
    this.mostPacks = mostPacks;
    git = Git.in(this.directory);
    place = new CloneDirectory(this.directory, git);
  }

  /** Works with the clone while nobody else does, and leaves it fit for the next time. */
  public <T> T alone(Work<T> work) throws IOException, InterruptedException {
    try (Closeable _ = place.hold()) {
      T result = done(work);
      if (place.packs() > mostPacks) {
        // Geometric repacking cannot be had: git 2.39 refuses it in clones that lack objects.
        git.run(LONG, "repack", "-a", "-d", "-q", "--window=0", "--no-write-bitmap-index");
      }
      return result;
    }
  }

  private <T> T done(Work<T> work) throws IOException, InterruptedException {
    try {
      return work.done();
    } catch (IOException e) {
      place.deleteIfBroken();
      throw e;
    }
  }

  /** Fetches what is new; the first time, everything. */
  public void fetch() throws IOException, InterruptedException {
    Files.createDirectories(directory);
    git.run(QUICK, "init", "--bare", "--quiet", directory.toString());
    configure("remote.origin.url", repository);
    configure("remote.origin.promisor", "true");
    configure("remote.origin.partialclonefilter", "tree:0");
    configure("extensions.partialClone", "origin");
    List<String> command = new ArrayList<>(List.of("fetch", "--quiet", "--force", "--prune"));
    command.addAll(List.of("--no-tags", "--no-write-fetch-head", "--filter=tree:0", "origin"));
    PATTERNS.forEach(pattern -> command.add("+" + HEADS + pattern + ":" + HEADS + pattern));
    git.run(FIRST_FETCH, command.toArray(String[]::new));
    git.run(LONG, "commit-graph", "write", "--reachable");
  }

  private void configure(String name, String value) throws IOException, InterruptedException {
    git.run(QUICK, "config", name, value);
  }

  /** Where each followed branch and channel points, by name. */
  public Map<String, String> heads() throws IOException, InterruptedException {
    Map<String, String> heads = new TreeMap<>();
    String all =
        git.output(QUICK, null, "for-each-ref", "--format=%(objectname) %(refname)", HEADS);
    all.lines()
        .forEach(
            line -> {
              String name = line.substring(line.indexOf(' ') + 1 + HEADS.length());
              if (BranchName.of(name).filter(isFollowed).isPresent()) {
                heads.put(name, line.substring(0, line.indexOf(' ')));
              }
            });
    return heads;
  }

  /** Whether a branch or channel counts; one of another naming does. */
  public boolean follows(String name) {
    return BranchName.of(name).map(isFollowed::test).orElse(true);
  }

  /** Whether the clone has a commit; it is not asked for elsewhere. */
  public boolean knows(String commit) throws IOException, InterruptedException {
    return resolve(commit).isPresent();
  }

  /** The whole hash of a commit that the clone has. */
  public Optional<String> resolve(String commit) throws IOException, InterruptedException {
    if (!commit.matches("[0-9a-f]{7,40}")) {
      return Optional.empty();
    }
    String found =
        git.output(QUICK, commit + "^{commit}\n", "cat-file", "--batch-check=%(objectname)");
    return Optional.of(found).filter(hash -> COMMIT.matcher(hash).matches());
  }

  /** How many commits {@link #log} will tell. */
  public int count(Collection<String> from, Collection<String> without)
      throws IOException, InterruptedException {
    return Integer.parseInt(
        git.output(LONG, revisions(from, without), "rev-list", "--count", "--stdin"));
  }

  /** Tells commits, each before its parents. Not by {@code git log}, which asks for their trees. */
  public void log(
      Collection<String> from, Collection<String> without, Consumer<LoggedCommit> target)
      throws IOException, InterruptedException {
    git.read(
        LONG,
        revisions(from, without),
        printed -> LogReader.read(printed, target),
        "rev-list",
        "--topo-order",
        "--no-commit-header",
        LogReader.FORMAT,
        "--stdin");
  }

  /** Those of some commits that are merges, each with its first parent. */
  public Map<String, String> merges(Collection<String> commits)
      throws IOException, InterruptedException {
    if (commits.isEmpty()) {
      return Map.of();
    }
    return git.output(
            LONG,
            revisions(commits, List.of()),
            "rev-list",
            "--no-walk",
            "--ignore-missing",
            "--min-parents=2",
            "--parents",
            "--stdin")
        .lines()
        .map(line -> line.split(" ", -1))
        .collect(Collectors.toMap(line -> line[0], line -> line[1]));
  }

  /**
   * Commits that one has and the other has not, parents first.
   *
   * @param without null: all that the first has
   */
  public List<String> between(@Nullable String without, String from)
      throws IOException, InterruptedException {
    List<String> excluded = without == null ? List.of() : List.of(without);
    return git.output(
            LONG,
            revisions(List.of(from), excluded),
            "rev-list",
            "--topo-order",
            "--reverse",
            "--stdin")
        .lines()
        .toList();
  }

  private static String revisions(Collection<String> from, Collection<String> without) {
    StringBuilder lines = new StringBuilder();
    from.forEach(commit -> lines.append(requireCommit(commit)).append('\n'));
    without.forEach(commit -> lines.append('^').append(requireCommit(commit)).append('\n'));
    return lines.toString();
  }

  private static String requireCommit(String commit) {
    if (!COMMIT.matcher(commit).matches()) {
      throw new IllegalArgumentException("a commit has 40 hexadecimal digits: " + commit);
    }
    return commit;
  }
}
