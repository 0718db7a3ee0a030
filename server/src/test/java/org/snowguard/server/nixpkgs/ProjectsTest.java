package org.snowguard.server.nixpkgs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;

class ProjectsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final EventLog events = new EventLog(database.jdbi(), clock);
  private final Projects projects =
      new Projects(database.jdbi(), events, database.transactions(), clock);

  @BeforeEach
  void empty() {
    database.jdbi().useHandle(handle -> handle.execute("truncate project, event cascade"));
  }

  private static ProjectGroup group(String key, @Nullable String variantOf, String... attributes) {
    return new ProjectGroup(key, List.of(attributes), variantOf, List.of("same source"));
  }

  @Test
  void firstAdoptionCreates() {
    Map<String, Long> ids =
        projects.adopt(
            List.of(
                group("firefox", null, "firefox"), group("firefox-bin", "firefox", "firefox-bin")));
    Project variant = projects.find("firefox-bin").orElseThrow();
    assertThat(variant.id()).isEqualTo(ids.get("firefox-bin"));
    assertThat(variant.variantOf()).isEqualTo("firefox");
    assertThat(variant.because()).containsExactly("same source");
    assertThat(events.count(EventFilter.ALL)).isZero();
  }

  @Test
  void secondAdoptionOfTheSameChangesNothing() {
    List<ProjectGroup> groups = List.of(group("zlib", null, "zlib"), group("curl", null, "curl"));
    Map<String, Long> first = projects.adopt(groups);
    assertThat(projects.adopt(groups)).isEqualTo(first);
    assertThat(events.count(EventFilter.ALL)).isZero();
  }

  @Test
  void oldSlugLeadsToTheRenamedProject() {
    Long id =
        projects.adopt(List.of(group("openssl", null, "openssl_3", "openssl"))).get("openssl");
    projects.adopt(List.of(group("openssl-3", null, "openssl_3", "openssl")));
    assertThat(projects.find("openssl").orElseThrow().id()).isEqualTo(id);
    assertThat(projects.find("openssl-3").orElseThrow().id()).isEqualTo(id);
    assertThat(kinds()).containsExactly("project.renamed");
  }

  @Test
  void swappedSlugsFollowTheAttributes() {
    Map<String, Long> before =
        projects.adopt(List.of(group("one", null, "a", "b"), group("two", null, "c", "d")));
    Map<String, Long> after =
        projects.adopt(List.of(group("two", null, "a", "b"), group("one", null, "c", "d")));
    assertThat(after.get("two")).isEqualTo(before.get("one"));
    assertThat(after.get("one")).isEqualTo(before.get("two"));
  }

  @Test
  void mergedProjectRedirects() {
    Map<String, Long> before =
        projects.adopt(
            List.of(
                group("poppler", null, "poppler", "poppler-qt"),
                group("poppler-utils", null, "poppler_utils")));
    projects.adopt(List.of(group("poppler", null, "poppler", "poppler-qt", "poppler_utils")));
    Project found = projects.find("poppler-utils").orElseThrow();
    assertThat(found.id()).isEqualTo(before.get("poppler"));
    assertThat(found.attributes()).containsExactly("poppler", "poppler-qt", "poppler_utils");
    assertThat(kinds()).containsExactly("project.merged");
  }

  @Test
  void splitMakesANewProject() {
    Map<String, Long> before =
        projects.adopt(List.of(group("espeak", null, "espeak", "espeak-ng", "espeakup")));
    Map<String, Long> after =
        projects.adopt(
            List.of(
                group("espeak", null, "espeak"),
                group("espeak-ng", null, "espeak-ng", "espeakup")));
    assertThat(after.get("espeak-ng")).isEqualTo(before.get("espeak"));
    assertThat(projects.ofAttribute("espeak").orElseThrow().slug()).isEqualTo("espeak");
    assertThat(kinds()).contains("project.created");
  }

  @Test
  void exactSlugComesFirst() {
    projects.adopt(
        List.of(group("git-lfs", null, "git-lfs"), group("git", null, "git", "gitFull")));
    assertThat(projects.startingWith("git", 10))
        .extracting(Project::slug)
        .containsExactly("git", "git-lfs");
    assertThat(projects.startingWith("gitF", 10)).extracting(Project::slug).containsExactly("git");
  }

  private List<String> kinds() {
    return events.latest(EventFilter.ALL, null, 100).stream().map(Event::kind).distinct().toList();
  }
}
