package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A project that some key of the record led to, with the evidence gathered for and against it. */
final class Candidate {
  private final ProjectProfile profile;
  private final List<Evidence> evidence = new ArrayList<>();

  /** Keys of the record that speak for it: what rivals compete for. */
  private final Set<String> claimed = new HashSet<>();

  private double logit;

  Candidate(ProjectProfile profile) {
    this.profile = profile;
  }

  ProjectProfile profile() {
    return profile;
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
