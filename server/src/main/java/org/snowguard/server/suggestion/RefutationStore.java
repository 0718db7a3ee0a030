package org.snowguard.server.suggestion;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Rows;

final class RefutationStore {

  private static final String SELECT =
      """
      select id, subject_kind, subject_id, subject_label as label, attribute, claim, note, made_by,
        made_at, state, answer, closed_by, closed_at
      from refutation
      """;

  private final Jdbi jdbi;

  RefutationStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Which of some packages an account maintains, by its number on GitHub: logins change hands. */
  Set<String> maintained(long account, Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct package_span.attribute
                    from account
                    join package_maintainer on package_maintainer.github_id = account.github_id
                    join package_span on package_span.metadata_id = package_maintainer.metadata_id
                      and package_span.last_snapshot is null
                    where account.account_id = :account
                      and package_span.attribute = any(:attributes)
                    """)
                .bind("account", account)
                .bindArray("attributes", String.class, attributes)
                .mapTo(String.class)
                .set());
  }

  /** Empty where the same package is disputed already. */
  Optional<Long> insert(
      Refutations.Subject subject,
      String attribute,
      String claim,
      String note,
      long account,
      Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into refutation (subject_kind, subject_id, subject_label, attribute, claim,
                      note, made_by, github_id, made_at)
                    select :kind, :id, :label, :attribute, :claim, :note, account_id, github_id, :at
                    from account where account_id = :account
                    on conflict do nothing
                    """)
                .bindMethods(subject)
                .bind("attribute", attribute)
                .bind("claim", claim)
                .bind("note", note)
                .bind("account", account)
                .bind("at", at)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .findOne());
  }

  Optional<Refutation> find(long id) {
    return one(SELECT + "where id = :id", id);
  }

  Optional<Refutation> lock(long id) {
    return one(SELECT + "where id = :id for update", id);
  }

  private Optional<Refutation> one(String query, long id) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(query).bind("id", id).map(Rows.of(Refutation.class)).findOne());
  }

  List<Refutation> openOf(String kind, Collection<Long> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + """
                        where subject_kind = :kind and subject_id = any(:ids) and state = 'open'
                        order by subject_id, attribute collate "C"
                        """)
                .bind("kind", kind)
                .bindArray("ids", Long.class, ids)
                .map(Rows.of(Refutation.class))
                .list());
  }

  List<Refutation> by(long account, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "where made_by = :account order by id desc limit :limit")
                .bind("account", account)
                .bind("limit", limit)
                .map(Rows.of(Refutation.class))
                .list());
  }

  void close(long id, String state, @Nullable String answer, long actor, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update refutation set state = :state, answer = :answer, closed_by = :actor,
                      closed_at = :at
                    where id = :id
                    """)
                .bind("id", id)
                .bind("state", state)
                .bind("answer", answer)
                .bind("actor", actor)
                .bind("at", at)
                .execute());
  }

  /**
   * Closes what is open about a subject that was put away; passes over what is answered now.
   *
   * @param actor null: it followed from an event
   */
  void overtake(String kind, long id, @Nullable Long actor, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update refutation set state = 'overtaken', closed_by = :actor, closed_at = :at
                    where id in (
                      select id from refutation
                      where subject_kind = :kind and subject_id = :id
                        and state = 'open'
                      order by id for update skip locked)
                    """)
                .bind("kind", kind)
                .bind("id", id)
                .bind("actor", actor)
                .bind("at", at)
                .execute());
  }
}
