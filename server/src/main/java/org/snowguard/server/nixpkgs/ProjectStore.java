package org.snowguard.server.nixpkgs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.project.ProjectIdentity;
import org.snowguard.server.web.Rows;

/** Persistent projects, their attributes and redirects. */
final class ProjectStore {

  private static final int PORTION = 10_000;

  private static final String PROJECT =
      """
      select project.id, project.slug, original.slug as variant_of, project.because,
        coalesce((select array_agg(attribute order by attribute collate "C") from project_attribute
          where project_attribute.project_id = project.id), '{}') as attributes
      from project left join project original on original.id = project.variant_of
      """;

  private final Jdbi jdbi;

  ProjectStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Makes this transaction the only one that changes projects. */
  void lock() {
    jdbi.useHandle(handle -> handle.execute("lock table project in share row exclusive mode"));
  }

  /** All projects; emptied ones with the attributes that they had last. */
  List<ProjectIdentity.Known> known() {
    Map<Long, List<String>> attributes = attributesIn("project_attribute");
    Map<Long, List<String>> past = attributesIn("project_attribute_past");
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id, slug from project order by id")
                .map(
                    (row, context) -> {
                      List<String> held = attributes.get(row.getLong("id"));
                      return new ProjectIdentity.Known(
                          row.getLong("id"),
                          row.getString("slug"),
                          held != null ? held : past.getOrDefault(row.getLong("id"), List.of()),
                          held == null);
                    })
                .list());
  }

  private Map<Long, List<String>> attributesIn(String table) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select project_id, attribute from <table>")
                .define("table", table)
                .reduceRows(
                    new HashMap<>(),
                    (found, row) -> {
                      found
                          .computeIfAbsent(
                              row.getColumn("project_id", Long.class), id -> new ArrayList<>())
                          .add(row.getColumn("attribute", String.class));
                      return found;
                    }));
  }

  void create(List<ProjectGroup> groups, Instant now) {
    for (List<ProjectGroup> portion : portions(groups)) {
      jdbi.useHandle(
          handle ->
              handle
                  .createUpdate(
                      """
                      insert into project (slug, created_at) select slug, :now from unnest(:slugs) as new (slug)
                      """)
                  .bindArray(
                      "slugs", String.class, portion.stream().map(ProjectGroup::key).toList())
                  .bind("now", now)
                  .execute());
    }
  }

  /** Gives projects other slugs; the old ones lead to them from now on. */
  void rename(Map<Long, String> slugs) {
    jdbi.useHandle(
        handle -> {
          // Two steps, because two projects may swap their slugs.
          handle
              .createUpdate(
                  """
                  insert into project_redirect (slug, project_id)
                  select slug, id from project where id = any(:ids)
                  on conflict (slug) do update set project_id = excluded.project_id
                  """)
              .bindArray("ids", Long.class, slugs.keySet())
              .execute();
          handle
              .createUpdate("update project set slug = '~' || id where id = any(:ids)")
              .bindArray("ids", Long.class, slugs.keySet())
              .execute();
          handle
              .createUpdate(
                  """
                  update project set slug = new.slug from unnest(:ids, :slugs) as new (id, slug)
                  where project.id = new.id
                  """)
              .bindArray("ids", Long.class, slugs.keySet())
              .bindArray("slugs", String.class, slugs.values())
              .execute();
        });
  }

  /**
   * Lets the slugs of emptied projects lead to those that took their attributes, and frees them.
   */
  void redirect(Map<Long, String> slugsOfTakers) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into project_redirect (slug, project_id)
                  select emptied.slug, taker.id
                  from unnest(:ids, :slugs) as pair (id, slug)
                  join project emptied on emptied.id = pair.id
                  join project taker on taker.slug = pair.slug
                  on conflict (slug) do update set project_id = excluded.project_id
                  """)
              .bindArray("ids", Long.class, slugsOfTakers.keySet())
              .bindArray("slugs", String.class, slugsOfTakers.values())
              .execute();
        });
  }

  Map<String, Long> idsBySlug() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select slug, id from project")
                .reduceRows(
                    new HashMap<>(),
                    (found, row) -> {
                      found.put(
                          row.getColumn("slug", String.class), row.getColumn("id", Long.class));
                      return found;
                    }));
  }

  /**
   * Writes what clustering says of projects: original, reasons, attributes; what is equal stays.
   */
  void describe(List<ProjectGroup> groups, Map<String, Long> ids) {
    for (List<ProjectGroup> portion : portions(groups)) {
      jdbi.useHandle(
          handle ->
              handle
                  .createUpdate(
                      """
                      update project set variant_of = new.variant_of,
                        because = string_to_array(new.because, chr(10))
                      from unnest(:ids, :variantsOf, :because) as new (id, variant_of, because)
                      where project.id = new.id and (project.variant_of, project.because)
                        is distinct from (new.variant_of, string_to_array(new.because, chr(10)))
                      """)
                  .bindArray(
                      "ids",
                      Long.class,
                      portion.stream().map(group -> ids.get(group.key())).toList())
                  .bindArray(
                      "variantsOf",
                      Long.class,
                      portion.stream().map(group -> variantOf(group, ids)).toList())
                  .bindArray(
                      "because",
                      String.class,
                      portion.stream().map(group -> String.join("\n", group.because())).toList())
                  .execute());
    }
    writeAttributes(groups, ids);
  }

  private static @Nullable Long variantOf(ProjectGroup group, Map<String, Long> ids) {
    return group.variantOf() == null ? null : ids.get(group.variantOf());
  }

  private void writeAttributes(List<ProjectGroup> groups, Map<String, Long> ids) {
    List<String> attributes = new ArrayList<>();
    List<Long> projects = new ArrayList<>();
    for (ProjectGroup group : groups) {
      for (String attribute : group.attributes()) {
        attributes.add(attribute);
        projects.add(ids.get(group.key()));
      }
    }
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into project_attribute (attribute, project_id)
                  select attribute, project_id from unnest(:attributes, :projects) as new (attribute, project_id)
                  on conflict (attribute) do update set project_id = excluded.project_id
                  where project_attribute.project_id is distinct from excluded.project_id
                  """)
              .bindArray("attributes", String.class, attributes)
              .bindArray("projects", Long.class, projects)
              .execute();
          handle
              .createUpdate(
                  """
                  with gone as (
                    delete from project_attribute where not exists (
                      select 1 from unnest(:attributes) as kept (attribute)
                      where kept.attribute = project_attribute.attribute)
                    returning attribute, project_id)
                  insert into project_attribute_past (attribute, project_id)
                  select attribute, project_id from gone
                  on conflict (attribute) do update set project_id = excluded.project_id
                  """)
              .bindArray("attributes", String.class, attributes)
              .execute();
          handle.execute(
              """
              delete from project_attribute_past using project_attribute
              where project_attribute.attribute = project_attribute_past.attribute
              """);
        });
  }

  Optional<Project> find(String slug) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    PROJECT
                        + """
                         where project.slug = :slug
                          or project.id = (select project_id from project_redirect where slug = :slug)
                        order by project.slug = :slug and exists (
                          select 1 from project_attribute where project_id = project.id) desc
                        limit 1
                        """)
                .bind("slug", slug)
                .map(Rows.of(Project.class))
                .findOne());
  }

  Optional<Project> ofAttribute(String attribute) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    PROJECT
                        + " where project.id = (select project_id from project_attribute where"
                        + " attribute = :attribute)")
                .bind("attribute", attribute)
                .map(Rows.of(Project.class))
                .findOne());
  }

  List<Project> byIds(Collection<Long> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(PROJECT + " where project.id = any(:ids)")
                .bindArray("ids", Long.class, ids)
                .map(Rows.of(Project.class))
                .list());
  }

  /** Slugs of projects that rebuild the source of another and still have packages. */
  List<String> variantsOf(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select slug from project
                    where variant_of = :id and exists (
                      select 1 from project_attribute where project_attribute.project_id = project.id)
                    order by slug collate "C"
                    """)
                .bind("id", id)
                .mapTo(String.class)
                .list());
  }

  /** Those whose slug or an attribute begins with a text; exact ones first. */
  List<Project> startingWith(String text, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    PROJECT
                        + """
                         where project.id in (
                          select id from project where slug collate "C" >= :text and slug collate "C" < :end
                          union
                          select project_id from project_attribute
                          where attribute collate "C" >= :text and attribute collate "C" < :end)
                        order by project.slug = :text desc, length(project.slug), project.slug
                        limit :limit
                        """)
                .bind("text", text)
                .bind("end", text + '\uffff')
                .bind("limit", limit)
                .map(Rows.of(Project.class))
                .list());
  }

  private static <T> List<List<T>> portions(List<T> all) {
    List<List<T>> portions = new ArrayList<>();
    for (int start = 0; start < all.size(); start += PORTION) {
      portions.add(all.subList(start, Math.min(all.size(), start + PORTION)));
    }
    return portions;
  }
}
