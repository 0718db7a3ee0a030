package org.snowguard.core.match;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.project.ProjectGroup;

/** All that an index knows of one project. */
final class IndexedProject {
  private final ProjectBuilds builds;
  private final ProjectProfile profile;
  private @Nullable IndexPart part;

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
  IndexPart part(IndexParts parts) {
    IndexPart known = part;
    if (known == null) {
      known = parts.of(this);
      part = known;
    }
    return known;
  }
}
