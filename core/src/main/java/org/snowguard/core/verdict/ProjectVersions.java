package org.snowguard.core.verdict;

import java.util.Collection;
import java.util.List;

/**
 * The versions that a project has in all channels, by which the scale of a bound is judged: a bound
 * of 499.4 does not speak of a project that counts 2.4.
 */
public record ProjectVersions(List<String> versions) {
  /** Nothing is known but the package itself. */
  public static final ProjectVersions NONE = new ProjectVersions(List.of());

  public ProjectVersions {
    versions = versions.stream().distinct().sorted().toList();
  }

  public static ProjectVersions of(Collection<String> versions) {
    return new ProjectVersions(List.copyOf(versions));
  }
}
