package org.snowguard.server.nixpkgs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.project.ProjectIdentity;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.web.Transactions;

/** Persistent projects: what decisions are attached to. */
public final class Projects {

  private final ProjectStore store;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  public Projects(Jdbi jdbi, EventLog events, Transactions transactions, Clock clock) {
    store = new ProjectStore(jdbi);
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Brings the projects in line with a new clustering; ids stay with the attributes.
   *
   * @return the number of each group's project, by the group's key
   */
  public Map<String, Long> adopt(List<ProjectGroup> groups) {
    return transactions.call(
        () -> {
          store.lock();
          List<ProjectIdentity.Known> known = store.known();
          ProjectIdentity.Plan plan = ProjectIdentity.plan(groups, known);
          Map<Long, String> slugs =
              known.stream()
                  .collect(
                      Collectors.toMap(ProjectIdentity.Known::id, ProjectIdentity.Known::slug));
          store.rename(newSlugs(groups, plan, slugs));
          store.create(plan.created(), clock.instant());
          store.redirect(plan.redirects());
          Map<String, Long> ids = store.idsBySlug();
          store.describe(groups, ids);
          if (!known.isEmpty()) {
            events.appendAll(changes(plan, slugs, ids));
          }
          return ids;
        });
  }

  /**
   * Slugs that change: of kept projects whose group has another key, and of left projects whose
   * slug a group claims.
   */
  private static Map<Long, String> newSlugs(
      List<ProjectGroup> groups, ProjectIdentity.Plan plan, Map<Long, String> slugs) {
    Map<Long, String> changed = new HashMap<>();
    plan.kept()
        .forEach(
            (key, id) -> {
              if (!key.equals(slugs.get(id))) {
                changed.put(id, key);
              }
            });
    Map<String, Long> owners = new HashMap<>();
    slugs.forEach((id, slug) -> owners.put(slug, id));
    for (ProjectGroup group : groups) {
      Long owner = owners.get(group.key());
      Long keeper = plan.kept().get(group.key());
      if (owner != null && !owner.equals(keeper) && !plan.kept().containsValue(owner)) {
        changed.put(owner, group.key() + "~" + owner);
      }
    }
    return changed;
  }

  private static List<NewEvent> changes(
      ProjectIdentity.Plan plan, Map<Long, String> slugs, Map<String, Long> ids) {
    List<NewEvent> changes = new ArrayList<>();
    plan.kept()
        .forEach(
            (key, id) -> {
              String slug = slugs.getOrDefault(id, key);
              if (!key.equals(slug)) {
                changes.add(
                    event("project.renamed", id, key, Map.of("slug", slug), Map.of("slug", key)));
              }
            });
    plan.redirects()
        .forEach(
            (id, key) ->
                changes.add(
                    event(
                        "project.merged",
                        id,
                        slugs.getOrDefault(id, ""),
                        Map.of("slug", slugs.getOrDefault(id, "")),
                        Map.of("slug", key))));
    for (ProjectGroup group : plan.created()) {
      Long id = ids.get(group.key());
      if (id != null) {
        changes.add(
            event("project.created", id, group.key(), Map.of(), Map.of("slug", group.key())));
      }
    }
    return changes;
  }

  private static NewEvent event(
      String kind, long id, String label, Map<String, String> before, Map<String, String> after) {
    return new NewEvent(kind, "project", id, label, null, id, null, before, after, null, null);
  }

  /** By its slug, or one that it had. */
  public Optional<Project> find(String slug) {
    return store.find(slug);
  }

  public Optional<Project> ofAttribute(String attribute) {
    return store.ofAttribute(attribute);
  }

  /** Slugs of the projects that rebuild this one's source: {@code firefox-bin} of firefox. */
  public List<String> variantsOf(long id) {
    return store.variantsOf(id);
  }

  /** By number; unknown numbers are left out. */
  public Map<Long, Project> byIds(Collection<Long> ids) {
    return store.byIds(ids).stream().collect(Collectors.toMap(Project::id, Function.identity()));
  }

  /** Those whose slug or an attribute begins with a text; an exact one first. */
  public List<Project> startingWith(String text, int limit) {
    return store.startingWith(text, limit);
  }
}
