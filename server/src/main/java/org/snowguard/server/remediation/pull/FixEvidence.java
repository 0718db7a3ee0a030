package org.snowguard.server.remediation.pull;

/** Why a pull request counts as a fix, the strongest first. */
public enum FixEvidence {
  /** Somebody said so. */
  BY_HAND,
  /** A patch that it brings is named after the vulnerability. */
  PATCH_NAMED,
  /** Its title or text names the vulnerability. */
  NAMES_ID,
  /** The version that it goes to is not affected any more. */
  REACHES_FIXED_VERSION
}
