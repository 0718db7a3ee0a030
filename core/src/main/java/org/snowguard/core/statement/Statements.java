package org.snowguard.core.statement;

import java.util.Optional;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.statement.Consequence.AsTheTarget;
import org.snowguard.core.statement.Consequence.Says;
import org.snowguard.core.statement.Consequence.Silence;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;

/**
 * Which decisions become which statements. A statement is trusted by scanners that then hide a
 * finding: only what a person decided may say more than that somebody looks into it.
 */
public final class Statements {

  static final String MARKED_INSECURE =
      "Nixpkgs marks the package as insecure in meta.knownVulnerabilities: it is evaluated only"
          + " where nixpkgs.config.permittedInsecurePackages allows it. Move to another package, or"
          + " keep it away from input that is not trusted.";
  static final String RISK_ACCEPTED =
      "The risk was accepted for now and is reviewed again; no fix is planned until then. Decide"
          + " for your own use whether it is acceptable.";

  private Statements() {}

  /** What follows from a decision of a person. */
  public static Consequence of(PersonsDecision decision) {
    return switch (decision) {
      case PersonsDecision.Judged(Verdict verdict) -> judged(verdict);
      case PersonsDecision.Dismissed(DismissReason reason) -> dismissed(reason);
      case PersonsDecision.Closed(CloseReason reason) -> closed(reason);
      case PersonsDecision.FixConfirmed() -> new Says(Statement.fixed());
    };
  }

  /** What a verdict of the machine alone may say beside statements of people. */
  public static Optional<Statement> ofMachine(Verdict verdict) {
    return verdict.isOpen() ? Optional.of(Statement.underInvestigation()) : Optional.empty();
  }

  /**
   * What a verdict of the machine says in full. Only for files that say in their name that nobody
   * reviewed them.
   */
  public static Statement unreviewed(Verdict verdict) {
    return switch (verdict) {
      case AFFECTED, UNKNOWN -> Statement.underInvestigation();
      case NOT_AFFECTED -> Statement.codeNotPresent();
      case PATCHED -> Statement.fixed();
      case ACKNOWLEDGED -> Statement.affected(MARKED_INSECURE);
    };
  }

  private static Consequence judged(Verdict verdict) {
    return switch (verdict) {
      case NOT_AFFECTED -> new Says(Statement.codeNotPresent());
      case PATCHED -> new Says(Statement.fixed());
      case ACKNOWLEDGED -> new Says(Statement.affected(MARKED_INSECURE));
      case AFFECTED, UNKNOWN -> new Silence();
    };
  }

  private static Consequence dismissed(DismissReason reason) {
    return switch (reason) {
      case VERSION_NEVER_AFFECTED -> new Says(Statement.codeNotPresent());
      case ALREADY_PATCHED -> new Says(Statement.fixed());
      case RISK_ACCEPTED -> new Says(Statement.affected(RISK_ACCEPTED));
      case DUPLICATE -> new AsTheTarget();
      case NOT_THE_SAME_SOFTWARE,
          ONLY_ANOTHER_PLATFORM,
          HOSTED_SERVICE_ONLY,
          NOT_IN_NIXPKGS,
          REJECTED_OR_DISPUTED_UPSTREAM,
          OTHER ->
          new Silence();
    };
  }

  private static Consequence closed(CloseReason reason) {
    return switch (reason) {
      case FIXED -> new Says(Statement.fixed());
      case NOT_AFFECTED -> new Says(Statement.codeNotPresent());
      case DUPLICATE -> new AsTheTarget();
      case WILL_NOT_FIX, WITHDRAWN -> new Silence();
    };
  }
}
