package org.snowguard.server.issue.content;

import java.util.List;

/**
 * Somebody who maintains an affected package, or whom somebody named.
 *
 * @param gitHubId numeric, which a renamed login keeps
 * @param name as nixpkgs has it, never an address
 * @param packages of theirs that are affected in a supported channel, sorted
 */
public record PersonToTell(long gitHubId, String name, List<String> packages, boolean byHand) {
  public PersonToTell {
    packages = List.copyOf(packages);
  }
}
