package org.snowguard.server.remediation.landing;

/** Whether a ref has a commit. */
public enum Reach {
  /** It, or a twin of it, is there and stands. */
  YES,
  /** It is not there, or was reverted, or left. */
  NO,
  /** Neither the commit nor a twin was seen anywhere, or the ref never was. */
  NOT_KNOWN
}
