package org.snowguard.core.cvss;

/**
 * A base score with the elements of its vector that people ask for first.
 *
 * @param vector as it was given, with its threat and environmental metrics
 * @param baseScore 0.0 to 10.0; from the base metrics alone
 */
public record CvssScore(
    CvssVersion version,
    String vector,
    double baseScore,
    Severity severity,
    AttackVector attackVector,
    AttackComplexity attackComplexity,
    PrivilegesRequired privilegesRequired,
    UserInteraction userInteraction)
    implements CvssResult {

  /** The rating scale of CVSS 3 and 4; version 2 has no CRITICAL (NVD's scale). */
  public enum Severity {
    NONE,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    static Severity of(double score, CvssVersion version) {
      if (score == 0) {
        return NONE;
      }
      if (score < 4.0) {
        return LOW;
      }
      if (score < 7.0) {
        return MEDIUM;
      }
      return score < 9.0 || version == CvssVersion.V2_0 ? HIGH : CRITICAL;
    }
  }

  /** From where the attack comes. */
  public enum AttackVector {
    NETWORK("network"),
    ADJACENT("adjacent network"),
    LOCAL("local"),
    PHYSICAL("physical access");

    private final String words;

    AttackVector(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** How much must come together; MEDIUM exists in version 2 alone. */
  public enum AttackComplexity {
    LOW("low complexity"),
    MEDIUM("medium complexity"),
    HIGH("high complexity");

    private final String words;

    AttackComplexity(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** What the attacker must be allowed beforehand; version 2 counts authentications instead. */
  public enum PrivilegesRequired {
    NONE("no privileges"),
    LOW("low privileges"),
    HIGH("high privileges"),
    ONE_AUTHENTICATION("one authentication"),
    SEVERAL_AUTHENTICATIONS("several authentications");

    private final String words;

    PrivilegesRequired(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** What somebody else must do; version 3 knows REQUIRED, version 4 tells PASSIVE from ACTIVE. */
  public enum UserInteraction {
    NONE("no user interaction"),
    REQUIRED("user interaction"),
    PASSIVE("passive user interaction"),
    ACTIVE("active user interaction"),
    NOT_STATED("user interaction not stated");

    private final String words;

    UserInteraction(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
