package org.snowguard.server.remediation.landing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Which commits each branch and channel has, since when. A commit's twins are what was
 * cherry-picked from it, and what it was picked from; of the merge of a pull request they are picks
 * of all that it brought.
 */
public final class Landings {

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private final LandingStore store;

  public Landings(Jdbi jdbi) {
    store = new LandingStore(jdbi);
  }

  /**
   * Whether the branch or channel has this commit or a twin of it, not reverted since.
   *
   * @param commit 40 hexadecimal digits; of anything else the answer is no
   */
  public boolean reached(String commit, String ref) {
    return reach(commit, ref) == Reach.YES;
  }

  /** The same, with "no" told from "not known". */
  public Reach reach(String commit, String ref) {
    if (!COMMIT.matcher(commit).matches()) {
      return Reach.NOT_KNOWN;
    }
    return store.reached(new CommitOnRef(commit, ref)).map(Landings::reach).orElse(Reach.NOT_KNOWN);
  }

  /** The same of many, asked at once; what is not known is left out. */
  public Map<CommitOnRef, Reach> reach(Set<CommitOnRef> questions) {
    List<CommitOnRef> sensible =
        questions.stream().filter(one -> COMMIT.matcher(one.commit()).matches()).toList();
    if (sensible.isEmpty()) {
      return Map.of();
    }
    return store.reached(sensible).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> reach(entry.getValue())));
  }

  private static Reach reach(boolean isThere) {
    return isThere ? Reach.YES : Reach.NO;
  }

  /** Everywhere that this commit or a twin of it was seen, one a ref, by name. */
  public List<Landing> of(String commit) {
    if (!COMMIT.matcher(commit).matches()) {
      return List.of();
    }
    Map<String, List<LandingRow>> byRef =
        store.rows(commit).stream()
            .collect(Collectors.groupingBy(LandingRow::ref, TreeMap::new, Collectors.toList()));
    return byRef.values().stream()
        .map(rows -> OneRef.landing(commit, rows))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Empty where no followed branch has ever had it. */
  public Optional<CommitFacts> commit(String commit) {
    return COMMIT.matcher(commit).matches() ? store.commit(commit) : Optional.empty();
  }

  /** Up to where a ref's landings are known; empty where it never was seen. */
  public Optional<String> headOf(String ref) {
    return store.headOf(ref);
  }
}
