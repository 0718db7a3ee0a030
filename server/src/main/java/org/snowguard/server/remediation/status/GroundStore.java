package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** What statuses are computed from, besides what an issue says. */
final class GroundStore {

  /** A channel that statuses are kept for. */
  public record ChannelRow(int id, String name, String branch, String status, int position) {
    boolean supported() {
      return !status.equals("end_of_life");
    }
  }

  /**
   * A package from one snapshot of a channel on.
   *
   * @param isNow whether it still stands there
   */
  public record SpanRow(
      int channelId,
      String attribute,
      @Nullable String version,
      long factsId,
      Instant since,
      boolean isNow) {}

  /**
   * Facts, of today or earlier, that some vulnerability affects; no attribute: of every package
   * with them.
   */
  public record AffectedRow(String vulnerability, long factsId, String attribute) {}

  /** A vulnerability's number and moments. */
  public record VulnerabilityRow(
      long id, String publicId, @Nullable Instant publishedAt, Instant firstSeenAt) {

    /** Since when the world knows it, as far as we can tell. */
    Instant publicAt() {
      return publishedAt == null ? firstSeenAt : publishedAt;
    }
  }

  /** The project that a package is part of. */
  public record ProjectRow(String attribute, long projectId) {}

  private final Jdbi jdbi;

  GroundStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<ChannelRow> channels() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, name, branch, status, position from channel where kind = 'primary'
                    order by position, name
                    """)
                .map(ConstructorMapper.of(ChannelRow.class))
                .list());
  }

  /** The oldest first. */
  List<SpanRow> spans(Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select package_span.channel_id, package_span.attribute, package_span.version,
                      package_span.facts_id, coalesce(snapshot.taken_at, snapshot.imported_at) as since,
                      package_span.last_snapshot is null as is_now
                    from package_span
                    join snapshot on snapshot.id = package_span.first_snapshot
                    where package_span.attribute = any(:attributes)
                    order by package_span.attribute collate "C", package_span.channel_id,
                      package_span.first_snapshot
                    """)
                .bindArray("attributes", String.class, attributes)
                .map(ConstructorMapper.of(SpanRow.class))
                .list());
  }

  /** Among some facts, those that any of some vulnerabilities affects. */
  List<AffectedRow> affected(Collection<String> vulnerabilities, Collection<Long> factsIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select vulnerability.public_id as vulnerability, suggestion_affected.facts_id,
                      suggestion_affected.attribute
                    from vulnerability
                    join suggestion on suggestion.vulnerability_id = vulnerability.id
                    join suggestion_affected on suggestion_affected.suggestion_id = suggestion.id
                    where vulnerability.public_id = any(:vulnerabilities)
                      and suggestion_affected.facts_id = any(:facts)
                    """)
                .bindArray("vulnerabilities", String.class, vulnerabilities)
                .bindArray("facts", Long.class, factsIds)
                .map(ConstructorMapper.of(AffectedRow.class))
                .list());
  }

  List<VulnerabilityRow> vulnerabilities(Collection<String> publicIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, public_id, published_at, first_seen_at from vulnerability
                    where public_id = any(:ids)
                    """)
                .bindArray("ids", String.class, publicIds)
                .map(ConstructorMapper.of(VulnerabilityRow.class))
                .list());
  }

  List<ProjectRow> projects(Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select attribute, project_id from project_attribute where attribute = any(:attributes)
                    """)
                .bindArray("attributes", String.class, attributes)
                .map(ConstructorMapper.of(ProjectRow.class))
                .list());
  }
}
