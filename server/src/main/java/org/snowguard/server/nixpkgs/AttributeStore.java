package org.snowguard.server.nixpkgs;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** By which projects and names attributes belong together, gone ones too. */
final class AttributeStore {

  /** Current and past membership. An emptied project's slug may lead to another one. */
  static final String PROJECT_OF =
      """
      (select attribute, project_id from project_attribute
        union all
        select past.attribute, coalesce(taker.project_id, past.project_id)
        from project_attribute_past past
        join project on project.id = past.project_id
        left join project_redirect taker on taker.slug = project.slug
          and not exists (select 1 from project_attribute held where held.project_id = project.id))
      """;

  private final Jdbi jdbi;

  AttributeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The project that an attribute is, or was last, part of; by slug. */
  Optional<String> projectOf(String attribute) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select slug from project join "
                        + PROJECT_OF
                        + " project_of on project_of.project_id = project.id"
                        + " where project_of.attribute = :attribute limit 1")
                .bind("attribute", attribute)
                .mapTo(String.class)
                .findOne());
  }

  /** All attributes that are, or were last, part of a project, sorted. */
  List<String> attributesOfProject(String slug) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select project_of.attribute from "
                        + PROJECT_OF
                        + """
                         project_of
                        where project_of.project_id in (
                          select id from project where slug = :slug
                          union select project_id from project_redirect where slug = :slug)
                        order by project_of.attribute collate "C"
                        """)
                .bind("slug", slug)
                .mapTo(String.class)
                .list());
  }

  /** Other attributes of the same projects, or of derivations with the same names, sorted. */
  List<String> relatives(Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with known as (select attribute, project_id from <projects> as project_of)
                    select attribute collate "C" from (
                      select attribute from known where project_id in (
                        select project_id from known where attribute = any(:attributes))
                      union
                      select attribute from package_span where pname in (
                        select pname from package_span where attribute = any(:attributes))) relative
                    where attribute <> all(:attributes)
                    order by 1
                    """)
                .define("projects", PROJECT_OF)
                .bindArray("attributes", String.class, attributes)
                .mapTo(String.class)
                .list());
  }

  /** All attributes whose derivation ever had a name, sorted. */
  List<String> attributesOfName(String pname) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct attribute collate "C" from package_span where pname = :pname order by 1
                    """)
                .bind("pname", pname)
                .mapTo(String.class)
                .list());
  }

  /** Attributes that differ from a word in nothing but case, sorted. */
  List<String> inAnyCase(String word) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select attribute from project_attribute where lower(attribute) = lower(:word)
                    union
                    select attribute from project_attribute_past where lower(attribute) = lower(:word)
                    order by 1
                    """)
                .bind("word", word)
                .mapTo(String.class)
                .list());
  }

  /** Every attribute that a channel ever had. */
  List<String> attributes() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select attribute from project_attribute union select attribute from"
                        + " project_attribute_past")
                .mapTo(String.class)
                .list());
  }
}
