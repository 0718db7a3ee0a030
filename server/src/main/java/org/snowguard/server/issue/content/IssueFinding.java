package org.snowguard.server.issue.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.Status;
import org.snowguard.core.triage.Remediation;
import org.snowguard.core.verdict.Verdict;

/**
 * What holds for one vulnerability and one package in one primary channel.
 *
 * @param vulnerability its id, or null while none is known
 * @param attribute attribute path, or the option path of a NixOS module
 * @param supported whether the channel is
 * @param version null for a module, or where the package has none
 * @param patchesKnown whether a missing patch says anything
 * @param verdict the one that holds
 * @param reason in words
 * @param machine what the machine says, whatever people say
 * @param overriddenBy number of the account that judged otherwise, or null
 * @param overriddenAt when, or null
 * @param fixedVersion the version to go to, where the record names one
 * @param remediation proposed for an affected package, else null
 * @param status what holds there after decisions and fixes
 * @param said what people say of it, the closest first: that one holds
 */
public record IssueFinding(
    @Nullable String vulnerability,
    String attribute,
    String channel,
    int channelPosition,
    boolean supported,
    @Nullable String version,
    boolean patchesKnown,
    Verdict verdict,
    String reason,
    Judgement machine,
    @Nullable Long overriddenBy,
    @Nullable Instant overriddenAt,
    @Nullable String fixedVersion,
    @Nullable Remediation remediation,
    Status status,
    List<Said> said) {

  /** The order in which one verdict outweighs others. */
  public static final List<Verdict> WORST_FIRST =
      List.of(
          Verdict.AFFECTED,
          Verdict.UNKNOWN,
          Verdict.ACKNOWLEDGED,
          Verdict.PATCHED,
          Verdict.NOT_AFFECTED);

  /**
   * A verdict with its reason.
   *
   * @param code stable word of the reason
   */
  public record Judgement(Verdict verdict, String code, String text) {}

  /**
   * A verdict of people.
   *
   * @param vulnerability empty: all of the issue
   * @param channel empty: all
   */
  public record Said(String vulnerability, String channel, Verdict verdict) {

    /** How far it is from what it speaks of; the nearest one holds. */
    public int distance() {
      return distance(vulnerability, channel);
    }

    /** As {@link #distance()}: of the vulnerability goes before of the channel. */
    public static int distance(String vulnerability, String channel) {
      return (vulnerability.isEmpty() ? 2 : 0) + (channel.isEmpty() ? 1 : 0);
    }
  }

  public IssueFinding {
    said = List.copyOf(said);
  }

  public boolean isOverridden() {
    return overriddenBy != null;
  }
}
