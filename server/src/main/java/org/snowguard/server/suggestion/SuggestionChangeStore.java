package org.snowguard.server.suggestion;

import org.jdbi.v3.core.Jdbi;

final class SuggestionChangeStore {

  private final Jdbi jdbi;

  SuggestionChangeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Every action is an event; matching moves its mark, and notes when it has ended. */
  String stamp() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select concat_ws(' ', (select max(id) from event), (select max(id) from proposal),
                      (select id || ' ' || coalesce(finished_at::text, '')
                        from matching_run order by id desc limit 1),
                      (select string_agg(stage || ' ' || change || ' ' || coalesce(fingerprint, ''), ' '
                        order by stage) from stage_watermark))
                    """)
                .mapTo(String.class)
                .one());
  }
}
