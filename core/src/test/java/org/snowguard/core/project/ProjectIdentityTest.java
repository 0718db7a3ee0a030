package org.snowguard.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProjectIdentityTest {

  private static ProjectGroup group(String key, String... attributes) {
    return new ProjectGroup(key, List.of(attributes), null, List.of());
  }

  private static ProjectIdentity.Known known(long id, String slug, String... attributes) {
    return new ProjectIdentity.Known(id, slug, List.of(attributes), false);
  }

  private static ProjectIdentity.Known emptied(long id, String slug, String... attributes) {
    return new ProjectIdentity.Known(id, slug, List.of(attributes), true);
  }

  @Test
  void unchangedGroupKeepsItsProject() {
    var plan =
        ProjectIdentity.plan(List.of(group("zlib", "zlib")), List.of(known(7, "zlib", "zlib")));
    assertThat(plan.kept()).isEqualTo(Map.of("zlib", 7L));
    assertThat(plan.created()).isEmpty();
    assertThat(plan.redirects()).isEmpty();
  }

  @Test
  void renamedGroupKeepsItsProject() {
    var plan =
        ProjectIdentity.plan(
            List.of(group("openssl-3", "openssl", "openssl_3")),
            List.of(known(1, "openssl", "openssl", "openssl_3")));
    assertThat(plan.kept()).isEqualTo(Map.of("openssl-3", 1L));
  }

  @Test
  void largestOverlapKeepsTheProjectOfASplit() {
    var plan =
        ProjectIdentity.plan(
            List.of(group("espeak", "espeak-classic"), group("espeak-ng", "espeak", "espeak-ng")),
            List.of(known(1, "espeak", "espeak", "espeak-classic", "espeak-ng")));
    assertThat(plan.kept()).isEqualTo(Map.of("espeak-ng", 1L));
    assertThat(plan.created()).extracting(ProjectGroup::key).containsExactly("espeak");
  }

  @Test
  void mergedProjectLeadsToTheOneThatTookItsAttributes() {
    var plan =
        ProjectIdentity.plan(
            List.of(group("poppler", "poppler", "poppler-qt", "poppler_utils")),
            List.of(
                known(1, "poppler", "poppler", "poppler-qt"),
                known(2, "poppler-utils", "poppler_utils")));
    assertThat(plan.kept()).isEqualTo(Map.of("poppler", 1L));
    assertThat(plan.redirects()).isEqualTo(Map.of(2L, "poppler"));
  }

  @Test
  void olderProjectWinsATie() {
    var plan =
        ProjectIdentity.plan(
            List.of(group("both", "a", "b")),
            List.of(known(2, "second", "b"), known(1, "first", "a")));
    assertThat(plan.kept()).isEqualTo(Map.of("both", 1L));
  }

  @Test
  void projectWhosePackagesAreGoneStaysEmpty() {
    var plan =
        ProjectIdentity.plan(List.of(group("zlib", "zlib")), List.of(known(1, "atom", "atom")));
    assertThat(plan.emptied()).isEqualTo(Set.of(1L));
    assertThat(plan.created()).extracting(ProjectGroup::key).containsExactly("zlib");
  }

  @Test
  void softwareUnderAnotherAttributeKeepsItsProject() {
    var plan =
        ProjectIdentity.plan(List.of(group("zlib", "zlib_1")), List.of(known(1, "zlib", "zlib")));
    assertThat(plan.kept()).isEqualTo(Map.of("zlib", 1L));
    assertThat(plan.emptied()).isEmpty();
  }

  @Test
  void keyAloneTakesNothingFromAProjectThatHasPackages() {
    var plan =
        ProjectIdentity.plan(
            List.of(group("zlib", "zlib_1"), group("zlib-2", "zlib")),
            List.of(known(1, "zlib", "zlib")));
    assertThat(plan.kept()).isEqualTo(Map.of("zlib-2", 1L));
    assertThat(plan.created()).extracting(ProjectGroup::key).containsExactly("zlib");
  }

  @Test
  void whatComesBackFindsItsProject() {
    var plan =
        ProjectIdentity.plan(
            List.of(group("atom-editor", "atom")), List.of(emptied(1, "atom", "atom")));
    assertThat(plan.kept()).isEqualTo(Map.of("atom-editor", 1L));
  }

  @Test
  void projectThatHasPackagesComesBeforeOneThatHadThem() {
    var plan =
        ProjectIdentity.plan(
            List.of(group("pulsar", "pulsar", "atom", "atom-beta")),
            List.of(emptied(1, "atom", "atom", "atom-beta"), known(2, "pulsar", "pulsar")));
    assertThat(plan.kept()).isEqualTo(Map.of("pulsar", 2L));
    assertThat(plan.redirects()).isEqualTo(Map.of(1L, "pulsar"));
  }
}
