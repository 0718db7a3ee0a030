package org.snowguard.server.issue.edit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.edit.IssueField.Single;

/** Reads and writes what people give the fields of issues. */
final class EditStore {

  /** An issue as an editor meets it. */
  public record EditedRow(
      long id,
      @Nullable String publicId,
      String state,
      String title,
      boolean titleByHand,
      String description,
      @Nullable String priority,
      @Nullable String remediation,
      @Nullable Long assignee,
      @Nullable Long claimedBy,
      @Nullable Instant claimedUntil,
      @Nullable Long createdBy,
      Instant createdAt,
      int revision) {

    @Nullable FieldValue value(Single field) {
      String value =
          switch (field) {
            case TITLE -> titleByHand ? title : null;
            case DESCRIPTION -> description.isEmpty() ? null : description;
            case PRIORITY -> priority;
            case REMEDIATION -> remediation;
            case ASSIGNEE -> assignee == null ? null : assignee.toString();
          };
      return value == null ? null : FieldValue.of(value);
    }
  }

  private final Jdbi jdbi;

  EditStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  long insert(String title, long actor, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue (state, title, title_by_hand, created_by, created_at)
                    values ('draft', :title, true, :actor, :at)
                    """)
                .bind("title", title)
                .bind("actor", actor)
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one());
  }

  /** Who made an issue, and when. */
  record Made(@Nullable Long by, Instant at) {}

  /** Makes a draft under the number that it had; whether there was none of that number. */
  boolean insertAgain(long id, String title, Made made) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        insert into issue (id, state, title, title_by_hand, created_by, created_at)
                        overriding system value
                        values (:id, 'draft', :title, true, :by, :at)
                        on conflict (id) do nothing
                        """)
                    .bind("id", id)
                    .bind("title", title)
                    .bind("by", made.by())
                    .bind("at", made.at())
                    .execute()
                == 1);
  }

  /** Versions that an issue is about, by attribute. */
  Map<String, String> carried(long issueId) {
    Map<String, String> carried = new LinkedHashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select attribute, version from issue_package where issue_id = :id
                    order by attribute collate "C", version collate "C"
                    """)
                .bind("id", issueId)
                .map(
                    (row, context) ->
                        Map.entry(row.getString("attribute"), row.getString("version")))
                .forEach(entry -> carried.put(entry.getKey(), entry.getValue())));
    return carried;
  }

  void carry(long issueId, String attribute, String version, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_package (issue_id, attribute, version, added_at)
                    values (:id, :attribute, :version, :at)
                    """)
                .bind("id", issueId)
                .bind("attribute", attribute)
                .bind("version", version)
                .bind("at", at)
                .execute());
  }

  Optional<EditedRow> lock(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, public_id, state, title, title_by_hand, description, priority, remediation,
                      assignee, claimed_by, claimed_until, created_by, created_at, revision
                    from issue where id = :id for update
                    """)
                .bind("id", id)
                .map(ConstructorMapper.of(EditedRow.class))
                .findOne());
  }

  void title(long issueId, String title, boolean byHand) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update issue set title = :title, title_by_hand = :byHand where id = :id")
                .bind("id", issueId)
                .bind("title", title)
                .bind("byHand", byHand)
                .execute());
  }

  /** Writes a column that is empty where people gave nothing. */
  void column(long issueId, Single field, @Nullable String value) {
    String assignment =
        switch (field) {
          case TITLE -> throw new IllegalArgumentException("a title is never empty");
          case DESCRIPTION -> "description = coalesce(:value, '')";
          case PRIORITY -> "priority = :value";
          case REMEDIATION -> "remediation = :value";
          case ASSIGNEE -> "assignee = :value::bigint";
        };
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update issue set " + assignment + " where id = :id")
                .bind("id", issueId)
                .bind("value", value)
                .execute());
  }

  void countRevision(long issueId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update issue set revision = revision + 1 where id = :id")
                .bind("id", issueId)
                .execute());
  }

  void claim(long issueId, @Nullable Long actor, @Nullable Instant until) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update issue set claimed_by = :actor, claimed_until = :until where id = :id")
                .bind("id", issueId)
                .bind("actor", actor)
                .bind("until", until)
                .execute());
  }

  /** Whether accepted suggestions are in it, which only undoing takes out. */
  boolean holdsSuggestions(long issueId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select exists (select 1 from issue_suggestion where issue_id = :id)")
                .bind("id", issueId)
                .mapTo(boolean.class)
                .one());
  }

  void delete(long issueId) {
    jdbi.useHandle(
        handle ->
            handle.createUpdate("delete from issue where id = :id").bind("id", issueId).execute());
  }

  /** A maintainer's number on GitHub by the login that nixpkgs has. */
  Optional<Long> maintainer(String login) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select github_id from maintainer where lower(login) = lower(:login)
                    order by github_id limit 1
                    """)
                .bind("login", login)
                .mapTo(Long.class)
                .findOne());
  }

  Optional<String> maintainerName(long gitHubId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select name from maintainer where github_id = :id")
                .bind("id", gitHubId)
                .mapTo(String.class)
                .findOne());
  }
}
