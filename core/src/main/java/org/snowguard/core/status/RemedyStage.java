package org.snowguard.core.status;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.snowguard.core.status.FixProgress.Reach;

/** Where the remedy of what is open in a channel is held up: each is a list to work off. */
public enum RemedyStage {
  /** No fixed version is known, and no pull request. */
  NO_FIX("No fix known"),
  /** The records name a fixed version; nothing in nixpkgs goes there. */
  FIXED_UPSTREAM("Fixed upstream, not in nixpkgs"),
  /** A pull request is open. */
  PROPOSED("Pull request open"),
  /** Merged, and still on its way to the branch. */
  IN_STAGING("Merged to staging, not in the branch"),
  /** The branch has it, the channel does not. */
  IN_BRANCH("In the branch, not in the channel"),
  /** Fixed elsewhere; this release has no backport yet. */
  NO_BACKPORT("Fixed elsewhere, no backport yet"),
  /** The bot could not make the backport. */
  BACKPORT_FAILED("Backport failed"),
  /** A fix has reached the channel, and the verdict still stands: is it closed? */
  ARRIVED("Fix arrived, still judged open");

  private final String label;

  RemedyStage(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** The spelling of addresses and outputs: {@code fixed_upstream}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RemedyStage> of(String text) {
    return Arrays.stream(values()).filter(stage -> stage.text().equals(text)).findFirst();
  }

  /**
   * @param fixes that nobody refuted
   * @param fixedVersionKnown whether a record names the version to go to
   * @param backportFailed whether the bot gave up on one for this channel's release
   */
  public static RemedyStage of(
      Collection<FixProgress> fixes, boolean fixedVersionKnown, boolean backportFailed) {
    Reach farthest =
        fixes.stream().map(FixProgress::reach).sorted().findFirst().orElse(Reach.NOWHERE);
    return switch (farthest) {
      case CHANNEL -> ARRIVED;
      case BRANCH -> IN_BRANCH;
      case STAGING -> IN_STAGING;
      case OPEN -> PROPOSED;
      case ELSEWHERE -> backportFailed ? BACKPORT_FAILED : NO_BACKPORT;
      case NOWHERE -> fixedVersionKnown ? FIXED_UPSTREAM : NO_FIX;
    };
  }
}
