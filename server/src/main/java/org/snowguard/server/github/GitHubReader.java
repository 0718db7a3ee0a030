package org.snowguard.server.github;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Questions to GitHub itself, each of which costs a request. An {@link IOException} says in words
 * for people why there is no answer now.
 */
public interface GitHubReader {

  /** Who has this number now; empty where nobody has it any more. */
  Optional<GitHubUser> user(long id) throws IOException, InterruptedException;

  /** The members of a team of the repository's organisation. */
  List<GitHubUser> teamMembers(String slug) throws IOException, InterruptedException;

  /** How an issue or pull request stands now; empty where there is none. */
  Optional<GitHubIssue> issue(long number) throws IOException, InterruptedException;
}
