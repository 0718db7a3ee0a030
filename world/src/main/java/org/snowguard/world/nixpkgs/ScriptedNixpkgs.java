package org.snowguard.world.nixpkgs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

  /** A commit with all files as they are there. */
  private record Made(
      int mark,
      String hash,
      String message,
      String path,
      Map<String, String> before,
      Map<String, String> files) {}

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
    return put(branch, make(HEADS + branch, heads.get(branch), message, path, content));
  }

  /** A pull request of some commits, merged by a merge commit; gives the merge. */
  public String pull(String branch, int number, String... messages) {
    Made base = head(branch);
    Made topic = base;
    for (String message : messages) {
      topic = make(TOPIC, topic, message, file(message), message);
    }
    return put(branch, merge(branch, base, topic, pullMessage(number, messages[0])));
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

  /** Reverts a commit as {@code git revert} does. */
  public String revert(String branch, String commit) {
    Made reverted = known(commit);
    String message =
        "Revert \"%s\"\n\nThis reverts commit %s.\n".formatted(subject(reverted), commit);
    String content = reverted.before().getOrDefault(reverted.path(), "gone");
    return put(branch, make(HEADS + branch, head(branch), message, reverted.path(), content));
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

  /** The commits that merges of pull requests brought, by their subject. */
  public String commitOf(String subject) {
    return byHash.values().stream()
        .filter(made -> subject(made).equals(subject))
        .map(Made::hash)
        .sorted()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no commit says " + subject));
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
    String content = Objects.requireNonNull(original.files().get(original.path()));
    return make(ref, onto, message, original.path(), content);
  }

  private Made merge(String branch, Made base, Made merged, String message) {
    Map<String, String> changes = new TreeMap<>(merged.files());
    changes.entrySet().removeAll(base.files().entrySet());
    Map<String, String> files = new TreeMap<>(base.files());
    files.putAll(changes);
    int mark =
        fastImport.commit(
            HEADS + branch, message, tick(), List.of(base.mark(), merged.mark()), changes);
    return made(mark, message, merged.path(), base.files(), files);
  }

  private Made make(
      String ref, @Nullable Made parent, String message, String path, String content) {
    Map<String, String> before = parent == null ? Map.of() : parent.files();
    Map<String, String> files = new TreeMap<>(before);
    files.put(path, content);
    List<Integer> parents = parent == null ? List.of() : List.of(parent.mark());
    int mark = fastImport.commit(ref, message, tick(), parents, Map.of(path, content));
    return made(mark, message, path, before, files);
  }

  private Made made(
      int mark,
      String message,
      String path,
      Map<String, String> before,
      Map<String, String> files) {
    Made made = new Made(mark, fastImport.hash(mark), message, path, before, files);
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
