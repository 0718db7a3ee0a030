package org.snowguard.server.nixpkgs;

/** Commits of nixpkgs, as people see them. */
public final class Revisions {

  private static final int SHORT = 12;

  private Revisions() {}

  /** The beginning, which tells commits apart; as it is where it is not longer. */
  public static String shortened(String revision) {
    return revision.substring(0, Math.min(SHORT, revision.length()));
  }
}
