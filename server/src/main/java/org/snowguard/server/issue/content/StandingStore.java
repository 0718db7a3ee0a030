package org.snowguard.server.issue.content;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Where packages stand in the primary channels, and what the machine says of them. */
final class StandingStore {

  /** The packages of a link; whatever the state of the suggestion is. */
  public record LinkRow(
      long suggestionId, String vulnerability, String project, List<String> attributes) {}

  /** The attributes of a project, or the project of an attribute. */
  public record AttributeRow(String project, String attribute) {}

  /** A primary channel; an issue's module is in each. */
  public record ChannelRow(String name, int position, String status) {
    boolean supported() {
      return !status.equals("end_of_life");
    }

    boolean rolling() {
      return status.equals("rolling");
    }
  }

  /** A package in a primary channel now. */
  public record SpanRow(
      String channel,
      String attribute,
      @Nullable String version,
      long factsId,
      long metadataId,
      boolean patchesKnown) {}

  /** A verdict on some facts; no attribute: on every package with them. */
  public record VerdictRow(
      long suggestionId,
      long factsId,
      String attribute,
      String verdict,
      String reasonCode,
      String reasonText,
      @Nullable String fixedVersion) {}

  /** Who maintains what has this metadata. */
  public record MaintainerRow(long metadataId, long githubId, String name) {}

  private final Jdbi jdbi;

  StandingStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Links between any of some vulnerabilities and any of some projects. */
  List<LinkRow> links(Collection<String> vulnerabilities, Collection<String> projects) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.id as suggestion_id, vulnerability.public_id as vulnerability,
                      project.slug as project,
                      array(select one from unnest(suggestion.attributes) as one
                        where one <> all(suggestion.removed_attributes) order by one collate "C") as attributes
                    from suggestion
                    join vulnerability on vulnerability.id = suggestion.vulnerability_id
                    join project on project.id = suggestion.project_id
                    where vulnerability.public_id = any(:vulnerabilities) and project.slug = any(:projects)
                    """)
                .bindArray("vulnerabilities", String.class, vulnerabilities)
                .bindArray("projects", String.class, projects)
                .map(ConstructorMapper.of(LinkRow.class))
                .list());
  }

  /** The attributes of some projects. */
  List<AttributeRow> attributesOf(Collection<String> projects) {
    return attributes("project.slug = any(:names)", projects);
  }

  /** The projects of some attributes. */
  List<AttributeRow> projectsOf(Collection<String> attributes) {
    return attributes("project_attribute.attribute = any(:names)", attributes);
  }

  private List<AttributeRow> attributes(String condition, Collection<String> names) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select project.slug as project, project_attribute.attribute
                    from project_attribute join project on project.id = project_attribute.project_id
                    where\
                    """
                        + " "
                        + condition
                        + " order by project_attribute.attribute collate \"C\"")
                .bindArray("names", String.class, names)
                .map(ConstructorMapper.of(AttributeRow.class))
                .list());
  }

  /** What projects are called now, by the slug that they once had; others are left out. */
  Map<String, String> renamed(Collection<String> slugs) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select project_redirect.slug as old, project.slug as new
                    from project_redirect join project on project.id = project_redirect.project_id
                    where project_redirect.slug = any(:slugs)
                    """)
                .bindArray("slugs", String.class, slugs)
                .map((row, context) -> Map.entry(row.getString("old"), row.getString("new")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** In the order of pages. */
  List<ChannelRow> channels() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select name, position, status from channel where kind = 'primary'
                    order by position, name
                    """)
                .map(ConstructorMapper.of(ChannelRow.class))
                .list());
  }

  List<SpanRow> spans(Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select channel.name as channel, package_span.attribute, package_span.version,
                      package_span.facts_id, package_span.metadata_id, package_facts.patches_known
                    from package_span
                    join channel on channel.id = package_span.channel_id and channel.kind = 'primary'
                    join package_facts on package_facts.id = package_span.facts_id
                    where package_span.attribute = any(:attributes) and package_span.last_snapshot is null
                    order by channel.position, package_span.attribute collate "C"
                    """)
                .bindArray("attributes", String.class, attributes)
                .map(ConstructorMapper.of(SpanRow.class))
                .list());
  }

  List<VerdictRow> verdicts(Collection<Long> suggestionIds, Collection<Long> factsIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion_id, facts_id, attribute, verdict, reason_code, reason_text,
                      fixed_version
                    from suggestion_verdict
                    where suggestion_id = any(:suggestions) and facts_id = any(:facts)
                    """)
                .bindArray("suggestions", Long.class, suggestionIds)
                .bindArray("facts", Long.class, factsIds)
                .map(ConstructorMapper.of(VerdictRow.class))
                .list());
  }

  List<MaintainerRow> maintainers(Collection<Long> metadataIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select package_maintainer.metadata_id, maintainer.github_id, maintainer.name
                    from package_maintainer
                    join maintainer on maintainer.github_id = package_maintainer.github_id
                    where package_maintainer.metadata_id = any(:metadata)
                    order by maintainer.github_id
                    """)
                .bindArray("metadata", Long.class, metadataIds)
                .map(ConstructorMapper.of(MaintainerRow.class))
                .list());
  }

  /** Names of maintainers by their numbers on GitHub; unknown ones are left out. */
  Map<Long, String> maintainerNames(Collection<Long> gitHubIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select github_id, name from maintainer where github_id = any(:ids)")
                .bindArray("ids", Long.class, gitHubIds)
                .map((row, context) -> Map.entry(row.getLong("github_id"), row.getString("name")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Numbers of vulnerabilities that were read, by public id. */
  Map<String, Long> numbers(Collection<String> publicIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select public_id, id from vulnerability where public_id = any(:ids)")
                .bindArray("ids", String.class, publicIds)
                .map((row, context) -> Map.entry(row.getString("public_id"), row.getLong("id")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
