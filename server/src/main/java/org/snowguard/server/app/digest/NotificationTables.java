package org.snowguard.server.app.digest;

import java.util.List;

/** What people asked to be told, and were told. */
final class NotificationTables {

  private NotificationTables() {}

  static final List<DigestTable> ALL =
      List.of(
          // Mail addresses are nobody's to compare.
          new DigestTable(
              "subscriptions",
              """
              select jsonb_build_array(account_id, kind,
                case kind
                  when 'project' then (select slug from project where id::text = key)
                  when 'issue' then (select public_id from issue where id::text = key)
                  else key
                end, way, raw)::text as line
              from subscription
              """),
          new DigestTable(
              "report-choices",
              """
              select jsonb_build_array(account_id, 'mail')::text as line from report_subscription
              union all
              select jsonb_build_array(account_id, 'thanks')::text from report_thanks
              """),
          new DigestTable(
              "happenings",
              """
              select jsonb_build_array(kind, link, title, words,
                array(select happening_topic.kind || ' ' || coalesce(slug, public_id, key)
                  from happening_topic
                  left join project on happening_topic.kind = 'project' and project.id::text = key
                  left join issue on happening_topic.kind = 'issue' and issue.id::text = key
                  where happening_id = happening.id
                  order by 1))::text as line
              from happening
              """),
          new DigestTable(
              "notices",
              """
              select jsonb_build_array(account_id, way, kind, link, title, because,
                read_at is not null)::text as line
              from notice join happening on happening.id = notice.happening_id
              """));
}
