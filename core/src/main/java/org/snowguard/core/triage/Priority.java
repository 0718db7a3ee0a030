package org.snowguard.core.triage;

import java.time.Duration;

/** How soon an issue has to be fixed: proposed by the machine, changed by people. */
public enum Priority {
  P0(2),
  P1(7),
  P2(10),
  P3(30);

  private static final double CRITICAL = 9.0;
  private static final double HIGH = 7.0;

  private final int targetDays;

  Priority(int targetDays) {
    this.targetDays = targetDays;
  }

  /** The time in which it should be fixed unless a setting says otherwise. */
  public Duration defaultTarget() {
    return Duration.ofDays(targetDays);
  }

  /** The priority that the threat alone suggests. */
  public static Priority of(Threat threat) {
    boolean remote = threat.network() && threat.noPrivileges();
    if (threat.knownExploited() || (remote && threat.noInteraction() && threat.publicExploit())) {
      return P0;
    }
    if (remote || threat.score() >= CRITICAL) {
      return P1;
    }
    return threat.score() >= HIGH ? P2 : P3;
  }
}
