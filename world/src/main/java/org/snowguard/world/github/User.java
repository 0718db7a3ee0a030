package org.snowguard.world.github;

/**
 * An account of GitHub.
 *
 * @param id stays when the login changes
 * @param name as it shows on the profile
 * @param type User or Bot
 */
public record User(long id, String login, String name, String type) {

  /** Whom GitHub shows in the place of accounts that were deleted. */
  static final User GHOST = new User(10_137, "ghost", "Deleted user", "User");
}
