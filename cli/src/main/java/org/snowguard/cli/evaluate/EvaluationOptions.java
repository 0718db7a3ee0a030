package org.snowguard.cli.evaluate;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to evaluate and at what cost.
 *
 * @param nixpkgs directory of the tree
 * @param system platform whose packages are asked for, for example {@code x86_64-linux}
 * @param jobs processes of Nix at a time
 * @param chunk attributes that one process evaluates at most; it bounds the memory of a process
 * @param heapMebibytes what a process may take; one that needs more begins afresh
 * @param patience how long one attribute may take
 */
public record EvaluationOptions(
    Path nixpkgs, String system, int jobs, int chunk, int heapMebibytes, Duration patience) {

  /** Memory and time of a whole channel were measured with it: docs/evaluate.md. */
  public static final int DEFAULT_CHUNK = 3_000;

  public static final int DEFAULT_HEAP_MEBIBYTES = 3_072;
  public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);
  public static final String DEFAULT_SYSTEM = "x86_64-linux";
}
