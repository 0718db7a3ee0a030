package org.snowguard.server.issue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Versions of packages that issues are about. */
final class IssuePackageStore {

  private final Jdbi jdbi;

  IssuePackageStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Makes this transaction the only one that adds a package to an issue. */
  void lock() {
    jdbi.useHandle(
        handle -> handle.execute("lock table issue_package in share row exclusive mode"));
  }

  void add(long issueId, IssuePackage subject, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_package (issue_id, attribute, version, added_at)
                    values (:issue, :attribute, :version, :at)
                    """)
                .bind("issue", issueId)
                .bindMethods(subject)
                .bind("at", at)
                .execute());
  }

  /** The newest draft about it. */
  Optional<Long> draftOf(IssuePackage subject) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select issue.id from issue
                    join issue_package on issue_package.issue_id = issue.id
                    where issue.state = 'draft' and attribute = :attribute and version = :version
                    order by issue.id desc limit 1
                    """)
                .bindMethods(subject)
                .mapTo(Long.class)
                .findOne());
  }

  /** By issue, in order. */
  Map<Long, List<IssuePackage>> of(Collection<Long> issueIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select issue_id, attribute, version from issue_package
                    where issue_id = any(:ids)
                    order by attribute collate "C", version collate "C"
                    """)
                .bindArray("ids", Long.class, issueIds)
                .reduceRows(
                    new HashMap<>(),
                    (found, row) -> {
                      found
                          .computeIfAbsent(
                              row.getColumn("issue_id", Long.class), id -> new ArrayList<>())
                          .add(
                              new IssuePackage(
                                  row.getColumn("attribute", String.class),
                                  row.getColumn("version", String.class)));
                      return found;
                    }));
  }
}
