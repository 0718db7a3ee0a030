package org.snowguard.server.account;

import org.snowguard.server.web.LocalPath;

/**
 * How to get in.
 *
 * @param next where the visitor was going
 * @param byGitHub whether that is possible here
 */
public record SignInPage(String next, boolean byGitHub) {

  public String gitHubPath() {
    return "/sign-in/github?next=" + LocalPath.query(next);
  }
}
