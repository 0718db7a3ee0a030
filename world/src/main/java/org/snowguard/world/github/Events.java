package org.snowguard.world.github;

/** Who is told what happens, so that webhooks tell it on. */
interface Events {

  /**
   * An issue or pull request changed.
   *
   * @param detail the label, or an empty text
   */
  void issue(String action, Repository repository, Issue issue, User actor, String detail);

  void comment(String action, Repository repository, Issue issue, Comment comment, User actor);

  void membership(String action, Team team, User member);
}
