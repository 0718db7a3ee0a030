package org.snowguard.bench.mutation;

import java.util.List;

/**
 * What a run showed.
 *
 * @param mutated texts that were damaged
 * @param good texts that were not, all of which must be read
 * @param readAnyway damaged texts that could be read all the same
 * @param slowestMillis the longest that one damaged text took
 * @param failures broken invariants, with the seed's text number; empty when all hold
 */
public record MutationResult(
    int mutated, int good, int readAnyway, long slowestMillis, List<String> failures) {
  public MutationResult {
    failures = List.copyOf(failures);
  }
}
