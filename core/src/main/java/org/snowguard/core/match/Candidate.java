package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.project.RepositoryKey;

/** A project that some key of the record led to, with the evidence gathered for and against it. */
final class Candidate {
  private final ProjectProfile profile;
  private final List<Evidence> evidence = new ArrayList<>();

  /** What the record says that is one of its names, in the record's order. */
  private final List<Mention> mentions = new ArrayList<>();

  /** Keys of the record that speak for it: what rivals compete for. */
  private final Set<String> claimed = new HashSet<>();

  private @Nullable RepositoryKey stated;
  private @Nullable RepositoryKey implied;
  private @Nullable RepositoryKey referenced;
  private double logit;

  Candidate(ProjectProfile profile) {
    this.profile = profile;
  }

  ProjectProfile profile() {
    return profile;
  }

  /** Notes that one of its names is said. */
  void mention(Mention one) {
    mentions.add(one);
    claimed.add(one.key());
  }

  List<Mention> mentions() {
    return mentions;
  }

  /** Notes a repository of its own that the record states; the first one counts. */
  void state(RepositoryKey key) {
    stated = stated == null ? key : stated;
  }

  void imply(RepositoryKey key) {
    implied = implied == null ? key : implied;
  }

  void refer(RepositoryKey key) {
    referenced = referenced == null ? key : referenced;
  }

  @Nullable RepositoryKey stated() {
    return stated;
  }

  @Nullable RepositoryKey implied() {
    return implied;
  }

  @Nullable RepositoryKey referenced() {
    return referenced;
  }

  void add(Evidence one) {
    evidence.add(one);
    logit += one.weight();
  }

  void claim(String key) {
    claimed.add(key);
  }

  boolean has(String kind) {
    for (Evidence one : evidence) {
      if (one.kind().equals(kind)) {
        return true;
      }
    }
    return false;
  }

  double logit() {
    return logit;
  }

  List<Evidence> evidence() {
    return evidence;
  }

  boolean competesWith(Candidate other) {
    for (String key : claimed) {
      if (other.claimed.contains(key)) {
        return true;
      }
    }
    return false;
  }
}
