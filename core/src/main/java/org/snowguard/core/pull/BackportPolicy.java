package org.snowguard.core.pull;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How updates of a project come to releases. */
public enum BackportPolicy {
  /** Whatever the version: clients that must follow their servers, browsers. */
  ALWAYS,
  /** Within a minor version. */
  MINOR,
  /** Somebody decides each time. */
  ASK;

  /** The spelling of every output: {@code always}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<BackportPolicy> ofWord(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /** Whether a release may take a step, by the rules of all packages or by this policy. */
  public Acceptance acceptance(List<MoveSize> steps) {
    if (steps.stream().allMatch(BackportPolicy::isWithinMinor)) {
      return Acceptance.ACCEPTABLE;
    }
    return this == ALWAYS ? Acceptance.BY_POLICY : Acceptance.ASK;
  }

  /** Whether the label is set without anybody having been asked. */
  public boolean isByItself(List<MoveSize> steps) {
    return switch (this) {
      case ALWAYS -> true;
      case MINOR -> steps.stream().allMatch(BackportPolicy::isWithinMinor);
      case ASK -> false;
    };
  }

  /** CONTRIBUTING.md of nixpkgs: patch versions, and minor ones without breaking changes. */
  private static boolean isWithinMinor(MoveSize size) {
    return size == MoveSize.PATCH || size == MoveSize.MINOR;
  }

  /** What a release may take. */
  public enum Acceptance {
    /** A patch, or a version within the minor one. */
    ACCEPTABLE,
    /** A greater step, which the project's policy allows. */
    BY_POLICY,
    /** A greater step, or one whose size numbers do not tell. */
    ASK
  }
}
