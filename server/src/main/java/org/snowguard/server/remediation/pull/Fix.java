package org.snowguard.server.remediation.pull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a pull request remedies a vulnerability of a project.
 *
 * @param vulnerability its number
 * @param project its number
 * @param confidence how sure the machine is, from 0 to 1
 * @param because the evidence in words
 * @param opinion what people say, which counts before the evidence
 * @param judgedBy number of the account, or null
 * @param backportOf number of the pull request that this one brings to a release, or null
 */
public record Fix(
    long id,
    long vulnerability,
    long project,
    PullRequest pull,
    FixEvidence evidence,
    double confidence,
    String because,
    Instant foundAt,
    FixOpinion opinion,
    @Nullable Long judgedBy,
    @Nullable String note,
    @Nullable Integer backportOf) {

  /** Sure enough for pages to call it a fix without somebody having confirmed it. */
  public static final double SURE = 0.8;

  public boolean isRefuted() {
    return opinion == FixOpinion.REFUTED;
  }

  /** Whether to count on it: somebody confirmed it, or the evidence is strong. */
  public boolean isSure() {
    return opinion == FixOpinion.CONFIRMED || (!isRefuted() && confidence >= SURE);
  }
}
