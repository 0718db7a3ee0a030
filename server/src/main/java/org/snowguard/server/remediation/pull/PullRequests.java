package org.snowguard.server.remediation.pull;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Pull requests of the repository, as they were last seen by webhook or sweep. */
public final class PullRequests {

  private final PullStore store;

  PullRequests(Jdbi jdbi, String repository) {
    store = new PullStore(jdbi, repository);
  }

  public Optional<PullRequest> find(int number) {
    return store.find(number);
  }

  /** By number; unknown numbers are left out. */
  public List<PullRequest> byNumbers(Collection<Integer> numbers) {
    return numbers.isEmpty() ? List.of() : store.byNumbers(numbers);
  }

  /** What brings some pull requests to releases, closed ones too. */
  public List<PullRequest> backportsOf(Collection<Integer> numbers) {
    return numbers.isEmpty() ? List.of() : store.backportsOf(numbers);
  }
}
