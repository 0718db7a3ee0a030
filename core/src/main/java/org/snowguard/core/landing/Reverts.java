package org.snowguard.core.landing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which commits of one branch are reverted there. A revert that is reverted itself takes nothing
 * back. Where a branch has not the very commit that is named but a cherry-pick of it, the revert
 * speaks of the picks that were there before.
 */
public final class Reverts {

  private final Set<String> present = new HashSet<>();
  private final Map<Integer, Present> byId = new HashMap<>();
  private final Map<String, List<Reverting>> byChange = new HashMap<>();
  private final Map<Integer, Optional<Integer>> answers = new HashMap<>();
  private final Set<Integer> asking = new HashSet<>();

  /**
   * A commit that the branch has.
   *
   * @param id greater than those of its ancestors
   * @param change what it and its cherry-picks have in common
   */
  public record Present(int id, String hash, String change) {}

  /**
   * A commit that says of another one that it takes it back.
   *
   * @param id of the commit that says so, which the branch need not have
   */
  public record Reverting(int id, String reverted, String change) {}

  private Reverts(List<Present> commits, List<Reverting> revertings) {
    for (Present commit : commits) {
      present.add(commit.hash());
      byId.put(commit.id(), commit);
    }
    for (Reverting each : revertings) {
      byChange.computeIfAbsent(each.change(), _ -> new ArrayList<>()).add(each);
    }
  }

  /** For each commit that is reverted, the number of the first commit that reverts it. */
  public static Map<Integer, Integer> of(List<Present> commits, List<Reverting> revertings) {
    Reverts reverts = new Reverts(commits, revertings);
    Map<Integer, Integer> reverted = new HashMap<>();
    for (Present commit : commits) {
      reverts.by(commit).ifPresent(by -> reverted.put(commit.id(), by));
    }
    return reverted;
  }

  private Optional<Integer> by(Present commit) {
    Optional<Integer> known = answers.get(commit.id());
    if (known != null) {
      return known;
    }
    if (!asking.add(commit.id())) {
      // No commit can name one that names it; should messages say so all the same, nothing holds.
      return Optional.empty();
    }
    Optional<Integer> first =
        byChange.getOrDefault(commit.change(), List.of()).stream()
            .filter(reverting -> hits(reverting, commit))
            .filter(reverting -> isInForce(reverting.id()))
            .map(Reverting::id)
            .min(Integer::compare);
    asking.remove(commit.id());
    answers.put(commit.id(), first);
    return first;
  }

  private boolean hits(Reverting reverting, Present commit) {
    return present.contains(reverting.reverted())
        ? reverting.reverted().equals(commit.hash())
        : reverting.id() > commit.id();
  }

  private boolean isInForce(int id) {
    Present commit = byId.get(id);
    return commit != null && by(commit).isEmpty();
  }
}
