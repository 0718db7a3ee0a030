package org.snowguard.core.status;

import java.util.Locale;

/**
 * Why a status holds.
 *
 * @param text in words
 */
public record StatusHow(Code code, String text) {

  /** The listed set of every output (extended, never renamed). */
  public enum Code {
    /** The package's version decides, by the record. */
    VERSION,
    /** A patch in nixpkgs names the vulnerability. */
    PATCH,
    /** {@code meta.knownVulnerabilities} names it. */
    KNOWN_VULNERABILITY,
    /** The record decides by something other than versions, such as the platform. */
    RECORD,
    /** The record does not tell. */
    UNDECIDED,
    /** A pull request is open. */
    PULL_REQUEST,
    /** It is merged, and still on its way to the branch. */
    STAGING,
    /** The branch has it. */
    BRANCH,
    /** A fix that people confirmed has reached the channel. */
    LANDING,
    /** A person judged otherwise. */
    PERSON,
    /** A suggestion was dismissed, or an issue closed, for a reason that says so. */
    DECISION,
    /** The channel ships the package no more. */
    REMOVED,
    /** People took it out of the issue. */
    TAKEN_OUT;

    /** {@code pull_request}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
