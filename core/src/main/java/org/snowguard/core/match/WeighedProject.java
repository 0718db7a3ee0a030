package org.snowguard.core.match;

import java.util.List;
import org.snowguard.core.project.ProjectGroup;

/**
 * A project that some key of a record led to, with all evidence, whether or not it became a
 * suggestion.
 *
 * @param probability before rounding
 * @param evidence in the order in which it was found
 */
public record WeighedProject(ProjectGroup project, double probability, List<Evidence> evidence) {
  public WeighedProject {
    evidence = List.copyOf(evidence);
  }
}
