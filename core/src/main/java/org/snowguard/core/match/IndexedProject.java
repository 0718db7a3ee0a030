package org.snowguard.core.match;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.project.ProjectGroup;

/** All that an index knows of one project. */
final class IndexedProject {
  private final ProjectBuilds builds;
  private final ProjectProfile profile;
  private @Nullable List<IndexPart> parts;

  IndexedProject(ProjectBuilds builds, ProjectProfile profile) {
    this.builds = builds;
    this.profile = profile;
  }

  static IndexedProject of(ProjectGroup group, ProjectBuilds builds, NameWords nameWords) {
    return new IndexedProject(builds, ProjectProfile.of(group, builds.packages(), nameWords));
  }

  ProjectGroup group() {
    return profile.group();
  }

  ProjectBuilds builds() {
    return builds;
  }

  ProjectProfile profile() {
    return profile;
  }

  /** Whether it would be the same of this group and these builds. */
  boolean isOf(ProjectGroup group, ProjectBuilds others) {
    return group().equals(group) && builds.areSame(others);
  }

  /** Made when first asked for: only the server asks. Made twice, they are equal. */
  List<IndexPart> parts(IndexParts made) {
    List<IndexPart> known = parts;
    if (known == null) {
      known = List.of(IndexParts.links(profile), made.builds(this));
      parts = known;
    }
    return known;
  }
}
