package org.snowguard.server.remediation.git;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Git ended otherwise than hoped for. */
public final class GitFailure extends IOException {

  private final int status;

  private GitFailure(String words, int status) {
    super(words);
    this.status = status;
  }

  static GitFailure ended(List<String> command, int status, String said) {
    return new GitFailure(
        "git %s ended with status %d: %s"
            .formatted(
                command.getFirst(), status, said.isBlank() ? "it said nothing" : said.strip()),
        status);
  }

  static GitFailure tookLong(List<String> command, Duration limit) {
    return new GitFailure(
        "git %s was ended after %d seconds: see whether the repository answers"
            .formatted(command.getFirst(), limit.toSeconds()),
        -1);
  }

  static GitFailure notThere(IOException cause) {
    GitFailure failure =
        new GitFailure(
            "git cannot be started: install it (Debian, Ubuntu: apt install git), or leave"
                + " snowguard.nixpkgs.repository off",
            -1);
    failure.initCause(cause);
    return failure;
  }

  static GitFailure of(String words) {
    return new GitFailure(words, -1);
  }

  int status() {
    return status;
  }
}
