package org.snowguard.server.suggestion;

import org.jdbi.v3.core.Jdbi;

final class SuggestionChangeStore {

  private static final int LATE = 2_000;

  private final Jdbi jdbi;

  SuggestionChangeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Every action is an event; matching moves its mark, and notes when it has ended. Actions commit
   * in another order than their events are numbered: one that comes late leaves the highest number
   * as it was, and is seen in how many there are of the last {@value #LATE}.
   */
  String stamp() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select concat_ws(' ', (select max(id) from event),
                      (select count(*) from event where id > (select max(id) - :late from event)),
                      (select max(id) from proposal),
                      (select count(*) from proposal where id > (select max(id) - :late from proposal)),
                      (select id || ' ' || coalesce(finished_at::text, '')
                        from matching_run order by id desc limit 1),
                      (select string_agg(stage || ' ' || change || ' ' || coalesce(fingerprint, ''), ' '
                        order by stage) from stage_watermark))
                    """)
                .bind("late", LATE)
                .mapTo(String.class)
                .one());
  }
}
