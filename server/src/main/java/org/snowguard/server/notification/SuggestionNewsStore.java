package org.snowguard.server.notification;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Suggestions that somebody asked to see before people looked at them. */
final class SuggestionNewsStore {

  /** A likely suggestion of an affected package. */
  public record Row(
      long id,
      long projectId,
      String vulnerability,
      String project,
      String headline,
      List<String> attributes) {

    public Row {
      attributes = List.copyOf(attributes);
    }
  }

  private final Jdbi jdbi;

  SuggestionNewsStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Those that came since somebody who follows one of their packages asked for them. */
  List<Row> untold(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select suggestion.id, suggestion.project_id, vulnerability.public_id as vulnerability,
                      project.slug as project, coalesce(vulnerability.title, '') as headline,
                      suggestion.attributes
                    from suggestion
                    join vulnerability on vulnerability.id = suggestion.vulnerability_id
                    join project on project.id = suggestion.project_id
                    where suggestion.state = 'pending' and tier = 'likely' and 'affected' = any(marks)
                      and not exists (select from happening where key = 'suggestion/' || suggestion.id)
                      and exists (
                        select from subscription
                        where raw and way <> 'off' and since <= suggestion.machine_changed_at
                          and (
                            (kind = 'package' and key = any(suggestion.attributes))
                            or (kind = 'project' and key = suggestion.project_id::text)
                            or (kind = 'maintainer' and exists (
                              select from package_span
                              join package_maintainer using (metadata_id)
                              where attribute = any(suggestion.attributes) and last_snapshot is null
                                and github_id::text = subscription.key))))
                    order by suggestion.id
                    limit :limit
                    """)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Row.class))
                .list());
  }

  /** Whether anybody asked for any. */
  boolean isWanted(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select from subscription
                      where raw and way <> 'off' and since <= :now)
                    """)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
  }
}
