package org.snowguard.world.github;

import org.jspecify.annotations.Nullable;

/** Who is told what happens, so that webhooks tell it on. */
interface Events {

  /**
   * An issue or pull request changed.
   *
   * @param before as it was, or null for a new one
   * @param detail the label, or an empty text
   */
  void issue(
      String action,
      Repository repository,
      Issue issue,
      @Nullable Issue before,
      User actor,
      String detail);

  /**
   * A comment came, changed or went.
   *
   * @param before what it said, or null for a new one
   */
  void comment(
      String action,
      Repository repository,
      Issue issue,
      Comment comment,
      @Nullable String before,
      User actor);

  void membership(String action, Team team, User member);
}
