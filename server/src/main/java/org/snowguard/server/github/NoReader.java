package org.snowguard.server.github;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Without a repository GitHub is not asked. */
final class NoReader implements GitHubReader {

  @Override
  public Optional<GitHubUser> user(long id) throws IOException {
    throw off();
  }

  @Override
  public List<GitHubUser> teamMembers(String slug) throws IOException {
    throw off();
  }

  @Override
  public Optional<GitHubIssue> issue(long number) throws IOException {
    throw off();
  }

  private static IOException off() {
    return new IOException(
        "GitHub is not asked, for snowguard.github.repository is not set: see docs/github.md");
  }
}
