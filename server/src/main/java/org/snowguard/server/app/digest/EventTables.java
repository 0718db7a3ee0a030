package org.snowguard.server.app.digest;

import java.util.List;

/** What happened, by kind and subject. */
final class EventTables {

  private EventTables() {}

  static final List<DigestTable> EVENTS =
      List.of(
          new DigestTable(
              "events",
              """
              select jsonb_build_array(kind, subject_kind, subject_label, count(*))::text as line
              from event
              where kind not in ('suggestion.queued', 'suggestion.unqueued', 'suggestion.withdrawn')
              group by kind, subject_kind, subject_label
              """));

  static final List<DigestTable> MOVEMENTS =
      List.of(
          // How the machine moved cards: two changes of a record that are matched at once move it
          // once.
          new DigestTable(
              "movements",
              """
              select jsonb_build_array(kind, subject_label, count(*))::text as line
              from event
              where kind in ('suggestion.queued', 'suggestion.unqueued', 'suggestion.withdrawn')
              group by kind, subject_label
              """));
}
