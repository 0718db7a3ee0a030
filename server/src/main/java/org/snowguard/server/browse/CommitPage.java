package org.snowguard.server.browse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.remediation.landing.CommitFacts;
import org.snowguard.server.remediation.landing.Landing;

/**
 * Where a commit of nixpkgs has arrived.
 *
 * @param facts null where only twins of it were seen
 * @param landings of it and its twins, by branch or channel
 */
public record CommitPage(String commit, @Nullable CommitFacts facts, List<Landing> landings) {

  public CommitPage {
    landings = List.copyOf(landings);
  }
}
