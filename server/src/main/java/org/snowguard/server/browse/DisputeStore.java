package org.snowguard.server.browse;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Open disputes of the verdicts that pages show. */
final class DisputeStore {

  private final Jdbi jdbi;

  DisputeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * By link, said of its card or of a public issue that holds its vulnerability; drafts are
   * nobody's business but triagers'.
   */
  Map<Long, List<Dispute>> ofLinks(Collection<Long> suggestionIds) {
    return jdbi
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select suggestion.id as suggestion_id, refutation.attribute, refutation.claim,
                          refutation.note, refutation.made_at as at,
                          '/queue/' || suggestion.id as path
                        from refutation
                        join suggestion on suggestion.id = refutation.subject_id
                        where refutation.state = 'open' and refutation.subject_kind = 'suggestion'
                          and suggestion.id = any(:suggestions)
                        union
                        select suggestion.id, refutation.attribute, refutation.claim, refutation.note,
                          refutation.made_at, '/issue/' || issue.public_id || '#disputed'
                        from refutation
                        join issue on issue.id = refutation.subject_id and issue.state = 'published'
                        join suggestion on suggestion.id = any(:suggestions)
                          and refutation.attribute = any(suggestion.attributes)
                        join vulnerability on vulnerability.id = suggestion.vulnerability_id
                        where refutation.state = 'open' and refutation.subject_kind = 'issue'
                          and not exists (select from issue_overlay
                            where issue_overlay.issue_id = issue.id and kind = 'vulnerability'
                              and name = vulnerability.public_id and value = 'removed')
                          and (exists (select from issue_suggestion
                              join suggestion held on held.id = issue_suggestion.suggestion_id
                              where issue_suggestion.issue_id = issue.id
                                and held.vulnerability_id = vulnerability.id)
                            or exists (select from issue_overlay
                              where issue_overlay.issue_id = issue.id and kind = 'vulnerability'
                                and name = vulnerability.public_id and value = 'added'))
                        order by suggestion_id, at, attribute
                        """)
                    .bindArray("suggestions", Long.class, suggestionIds)
                    .map(ConstructorMapper.of(Dispute.class))
                    .list())
        .stream()
        .collect(Collectors.groupingBy(Dispute::suggestionId));
  }
}
