package org.snowguard.server.browse;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.snowguard.server.nixpkgs.Channel;

/** What was published since a channel's support ended. */
final class DeclineStore {

  private final Jdbi jdbi;

  DeclineStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Vulnerabilities that affect the channel, by severity and day of publication. */
  List<Decline.Published> published(Channel channel, LocalDate endedOn) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with affecting as (
                      select distinct vulnerability.id, coalesce(suggestion.severity, 'not stated') as severity,
                        (vulnerability.published_at at time zone 'UTC')::date as day
                      from suggestion
                      join vulnerability on vulnerability.id = suggestion.vulnerability_id
                      where suggestion.marks @> array[:name || ':affected']
                        and (suggestion.state in ('pending', 'backlog', 'accepted')
                          or suggestion.state = 'settled' and suggestion.tier <> 'weak'))
                    select severity, case when day > :ended then day end as published_on,
                      count(*) as vulnerabilities
                    from affecting group by 1, 2
                    """)
                .bind("name", channel.name())
                .bind("ended", endedOn)
                .map(ConstructorMapper.of(Decline.Published.class))
                .list());
  }
}
