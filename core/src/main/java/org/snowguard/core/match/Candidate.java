package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A project that some key of the record led to, with the evidence gathered for and against it. */
final class Candidate {
  private final ProjectProfile profile;
  private final List<Evidence> evidence = new ArrayList<>();

  /** Keys of the record that speak for it: what rivals compete for. */
  private final Set<String> claimed = new TreeSet<>();

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
    return evidence.stream().anyMatch(one -> one.kind().equals(kind));
  }

  double logit() {
    return logit;
  }

  List<Evidence> evidence() {
    return evidence;
  }

  boolean competesWith(Candidate other) {
    return claimed.stream().anyMatch(other.claimed::contains);
  }
}
