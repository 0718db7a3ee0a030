package org.snowguard.server.issue.edit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.edit.IssueField.Single;

/** What people said beside the machine: put in, taken out, judged otherwise, linked. */
final class OverlayStore {

  /** Where an overlay's row stands. */
  public record Place(String kind, String name, String vulnerability, String channel) {
    IssueField field() {
      return switch (kind) {
        case "verdict" -> new IssueField.Judgement(vulnerability, channel, name);
        case "link" -> new IssueField.Link(name);
        default -> new IssueField.Entry(IssueField.Kind.of(kind).orElseThrow(), name);
      };
    }

    static Place of(IssueField field) {
      return switch (field) {
        case IssueField.Entry(IssueField.Kind kind, String name) ->
            new Place(kind.text(), name, "", "");
        case IssueField.Judgement(String vulnerability, String channel, String attribute) ->
            new Place("verdict", attribute, vulnerability, channel);
        case IssueField.Link(String url) -> new Place("link", url, "", "");
        case Single single ->
            throw new IllegalArgumentException(single.key() + " is a column of the issue");
      };
    }
  }

  private final Jdbi jdbi;

  OverlayStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What people say of it now. */
  @Nullable FieldValue value(long issueId, IssueField field) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select value, reason from issue_overlay
                    where issue_id = :issue and kind = :kind and name = :name
                      and vulnerability = :vulnerability and channel = :channel
                    """)
                .bind("issue", issueId)
                .bindMethods(Place.of(field))
                .map(
                    (row, context) ->
                        new FieldValue(row.getString("value"), row.getString("reason")))
                .findOne()
                .orElse(null));
  }

  void put(long issueId, IssueField field, @Nullable FieldValue value, long actor, Instant at) {
    if (value == null) {
      delete(issueId, field);
      return;
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_overlay
                      (issue_id, kind, name, vulnerability, channel, value, reason, changed_by, changed_at)
                    values (:issue, :kind, :name, :vulnerability, :channel, :value, :reason, :actor, :at)
                    on conflict (issue_id, kind, name, vulnerability, channel) do update set
                      value = excluded.value, reason = excluded.reason, changed_by = excluded.changed_by,
                      changed_at = excluded.changed_at
                    """)
                .bind("issue", issueId)
                .bindMethods(Place.of(field))
                .bindMethods(value)
                .bind("actor", actor)
                .bind("at", at)
                .execute());
  }

  private void delete(long issueId, IssueField field) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from issue_overlay
                    where issue_id = :issue and kind = :kind and name = :name
                      and vulnerability = :vulnerability and channel = :channel
                    """)
                .bind("issue", issueId)
                .bindMethods(Place.of(field))
                .execute());
  }

  /** All that people put beside what the machine says. */
  Map<IssueField, FieldValue> all(long issueId) {
    Map<IssueField, FieldValue> overlays = new LinkedHashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select kind, name, vulnerability, channel, value, reason from issue_overlay
                    where issue_id = :id
                    order by kind, name collate "C", vulnerability collate "C", channel collate "C"
                    """)
                .bind("id", issueId)
                .map(
                    (row, context) ->
                        Map.entry(
                            new Place(
                                    row.getString("kind"),
                                    row.getString("name"),
                                    row.getString("vulnerability"),
                                    row.getString("channel"))
                                .field(),
                            new FieldValue(row.getString("value"), row.getString("reason"))))
                .forEach(entry -> overlays.put(entry.getKey(), entry.getValue())));
    return overlays;
  }
}
