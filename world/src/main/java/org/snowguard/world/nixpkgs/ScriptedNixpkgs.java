package org.snowguard.world.nixpkgs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A nixpkgs in which what happens is scripted: each commit changes one file, so that picks, reverts
 * and merges do what they would. A commit comes one minute after the one before it.
 */
public final class ScriptedNixpkgs implements AutoCloseable {

  private static final String HEADS = "refs/heads/";
  private static final String TOPIC = "refs/scripted/topic";
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final FastImport fastImport;
  private final Map<String, Made> byHash = new HashMap<>();
  private final Map<String, Made> heads = new TreeMap<>();
  private Instant now;

  /**
   * A commit with all files as they are there.
   *
   * @param parents hashes
   * @param before the files of its first parent
   */
  private record Made(
      int mark,
      String hash,
      String message,
      List<String> parents,
      Map<String, String> before,
      Map<String, String> files) {

    /** What it wrote. */
    Map<String, String> changes() {
      Map<String, String> changed = new TreeMap<>(files);
      changed.entrySet().removeAll(before.entrySet());
      return changed;
    }
  }

  private ScriptedNixpkgs(FastImport fastImport, Instant start) {
    this.fastImport = fastImport;
    now = start;
  }

  /** An empty one in a directory that does not exist yet. */
  public static ScriptedNixpkgs at(Path directory, Instant start)
      throws IOException, InterruptedException {
    return new ScriptedNixpkgs(FastImport.into(directory), start);
  }

  /** Commits to a branch; the package's file then holds the message. */
  public String commit(String branch, String message) {
    return commit(branch, message, file(message), message);
  }

  /** Commits to a branch. */
  public String commit(String branch, String message, String path, String content) {
    return put(branch, make(HEADS + branch, heads.get(branch), message, Map.of(path, content)));
  }

  /** A pull request of some commits, merged by a merge commit; gives the merge. */
  public String pull(String branch, int number, String... messages) {
    return pull(branch, pullMessage(number, messages[0]), messages);
  }

  /** The same by a merge queue, whose merge has a subject as a squashed pull request has. */
  public String queued(String branch, int number, String... messages) {
    return pull(branch, "%s (#%d)\n".formatted(messages[0], number), messages);
  }

  private String pull(String branch, String mergeMessage, String... messages) {
    Made base = head(branch);
    Made topic = base;
    for (String message : messages) {
      topic = make(TOPIC, topic, message, Map.of(file(message), message));
    }
    return put(branch, merge(branch, base, topic, mergeMessage));
  }

  /** A pull request of some commits, rebased onto the branch; gives the last. */
  public String rebased(String branch, String... messages) {
    for (String message : messages) {
      commit(branch, message);
    }
    return headOf(branch);
  }

  /** A pull request that cherry-picks commits with {@code -x}; gives the merge. */
  public String backport(String branch, int number, String... commits) {
    Made base = head(branch);
    Made topic = base;
    for (String commit : commits) {
      topic = picked(TOPIC, topic, known(commit));
    }
    return put(
        branch,
        merge(
            branch,
            base,
            topic,
            pullMessage(number, "[Backport " + branch + "] " + subject(known(commits[0])))));
  }

  /** Cherry-picks a commit with {@code -x} onto the branch itself. */
  public String pick(String branch, String commit) {
    return put(branch, picked(HEADS + branch, head(branch), known(commit)));
  }

  /** Reverts a commit as {@code git revert} does, a merge as with {@code -m 1}. */
  public String revert(String branch, String commit) {
    Made reverted = known(commit);
    String base =
        reverted.parents().size() < 2
            ? ""
            : ", reversing\nchanges made to " + reverted.parents().getFirst();
    String message =
        "Revert \"%s\"\n\nThis reverts commit %s%s.\n".formatted(subject(reverted), commit, base);
    Map<String, String> changes = new TreeMap<>();
    reverted
        .changes()
        .keySet()
        .forEach(path -> changes.put(path, reverted.before().getOrDefault(path, "gone")));
    return put(branch, make(HEADS + branch, head(branch), message, changes));
  }

  /** Merges a commit or branch's head into a branch. */
  public String merge(String branch, String other, String message) {
    Made merged = heads.containsKey(other) ? head(other) : known(other);
    return put(branch, merge(branch, head(branch), merged, message));
  }

  /** Lets a branch or channel point to a commit: a branch-off, an advance, a force push. */
  public void point(String branch, String commit) {
    Made made = known(commit);
    fastImport.point(HEADS + branch, made.mark());
    heads.put(branch, made);
  }

  /** Where a branch points. */
  public String headOf(String branch) {
    return head(branch).hash();
  }

  /** A commit by its subject. */
  public String commitOf(String subject) {
    return byHash.values().stream()
        .filter(made -> subject(made).equals(subject))
        .map(Made::hash)
        .sorted()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no commit says " + subject));
  }

  /** The commits of the pull request that a merge brought, the oldest first. */
  public List<String> broughtBy(String merge) {
    List<String> parents = known(merge).parents();
    List<String> brought = new ArrayList<>();
    String next = parents.getLast();
    while (!next.equals(parents.getFirst())) {
      brought.add(next);
      next = known(next).parents().getFirst();
    }
    return brought.reversed();
  }

  /** How many commits there are. */
  public int size() {
    return byHash.size();
  }

  /** Shows others what was done. */
  public void publish() {
    fastImport.publish();
  }

  private Made picked(String ref, Made onto, Made original) {
    String message =
        original.message().stripTrailing()
            + (original.message().contains("(cherry picked from") ? "\n" : "\n\n")
            + "(cherry picked from commit "
            + original.hash()
            + ")\n";
    return make(ref, onto, message, original.changes());
  }

  private Made merge(String branch, Made base, Made merged, String message) {
    Map<String, String> changes = new TreeMap<>(merged.files());
    changes.entrySet().removeAll(base.files().entrySet());
    return made(HEADS + branch, List.of(base, merged), message, changes);
  }

  private Made make(
      String ref, @Nullable Made parent, String message, Map<String, String> changes) {
    return made(ref, parent == null ? List.of() : List.of(parent), message, changes);
  }

  private Made made(String ref, List<Made> parents, String message, Map<String, String> changes) {
    Map<String, String> before = parents.isEmpty() ? Map.of() : parents.getFirst().files();
    Map<String, String> files = new TreeMap<>(before);
    files.putAll(changes);
    int mark =
        fastImport.commit(ref, message, tick(), parents.stream().map(Made::mark).toList(), changes);
    Made made =
        new Made(
            mark,
            fastImport.hash(mark),
            message,
            parents.stream().map(Made::hash).toList(),
            before,
            files);
    byHash.put(made.hash(), made);
    return made;
  }

  private String put(String branch, Made made) {
    heads.put(branch, made);
    return made.hash();
  }

  private Made head(String branch) {
    return Objects.requireNonNull(heads.get(branch), () -> "no branch " + branch);
  }

  private Made known(String commit) {
    return Objects.requireNonNull(byHash.get(commit), () -> "no commit " + commit);
  }

  private Instant tick() {
    now = now.plus(BETWEEN);
    return now;
  }

  private static String subject(Made made) {
    return made.message().lines().findFirst().orElse("");
  }

  private static String pullMessage(int number, String title) {
    return "Merge pull request #%d from contributor/topic-%d\n\n%s\n"
        .formatted(number, number, title.lines().findFirst().orElse(""));
  }

  /** Where a package of this name would stand. */
  private static String file(String message) {
    String name = message.replaceAll("(?s)[:\\s].*", "").replaceAll("[^A-Za-z0-9._-]", "_");
    return "pkgs/by-name/%s/package.nix".formatted(name);
  }

  @Override
  public void close() throws IOException {
    fastImport.close();
  }
}
