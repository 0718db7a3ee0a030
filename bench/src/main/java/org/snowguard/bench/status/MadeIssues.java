package org.snowguard.bench.status;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Fills an empty database: published issues of one vulnerability each, in each of some channels.
 */
public final class MadeIssues {

  /** Packages, each a project of its own. */
  private static final int PROJECTS = 500;

  private static final int MAINTAINERS = 50;

  private final Jdbi jdbi;

  public MadeIssues(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Half of the channels ship what is affected. */
  public void fill(int issues, int channels) {
    jdbi.useTransaction(
        handle -> {
          packages(handle, channels);
          links(handle, issues);
          issues(handle, issues);
        });
    jdbi.useHandle(handle -> handle.execute("analyze"));
  }

  private static void packages(Handle handle, int channels) {
    handle.execute(
        """
        insert into channel (name, branch, status, position)
        select case one when 1 then 'nixos-unstable' else 'nixos-' || (27 - one) || '.05' end,
          case one when 1 then 'master' else 'release-' || (27 - one) || '.05' end,
          case one when 1 then 'rolling' else 'stable' end, one
        from generate_series(1, ?) as one
        """,
        channels);
    handle.execute(
        """
        insert into snapshot (channel_id, revision, taken_at, imported_at, packages_fingerprint, packages)
        select id, md5(name), now() - interval '400 days', now() - interval '400 days', name, ?
        from channel
        """,
        PROJECTS);
    handle.execute(
        "insert into platform_list (digest, platforms) values ('\\x01', array['x86_64-linux'])");
    maintained(handle);
    handle.execute(
        """
        insert into package_facts (digest, version, patches_known)
        select decode(md5(one::text), 'hex'), '1.' || one, true from generate_series(1, 2) as one
        """);
    handle.execute(
        """
        insert into project (slug, created_at)
        select 'package' || one, now() from generate_series(1, ?) as one
        """,
        PROJECTS);
    handle.execute(
        "insert into project_attribute (attribute, project_id) select slug, id from project");
    handle.execute(
        """
        insert into package_span (channel_id, attribute, name, pname, version, metadata_id, facts_id,
          first_snapshot)
        select channel.id, slug, slug, slug, package_facts.version, package_metadata.id, package_facts.id,
          snapshot.id
        from channel
        join snapshot on snapshot.channel_id = channel.id
        join package_facts on package_facts.version = '1.' || (1 + channel.position % 2)
        cross join project
        join package_metadata
          on package_metadata.digest = decode(md5((1 + project.id % ?)::text), 'hex')
        """,
        MAINTAINERS);
  }

  /** Metadata that differs by who maintains it alone: ten packages each. */
  private static void maintained(Handle handle) {
    handle.execute(
        """
        insert into maintainer (github_id, login, name)
        select one, 'maintainer' || one, 'Maintainer ' || one from generate_series(1, ?) as one
        """,
        MAINTAINERS);
    handle.execute(
        """
        insert into package_metadata (digest, platform_list_id, body)
        select decode(md5(github_id::text), 'hex'), platform_list.id,
          jsonb_build_object('homepages', '[]'::jsonb, 'maintainers', jsonb_build_array(
              jsonb_build_object('name', name, 'login', login, 'githubId', github_id)),
            'platforms', '[]'::jsonb, 'cpes', '[]'::jsonb, 'purls', '[]'::jsonb,
            'knownVulnerabilities', '[]'::jsonb, 'builtFromSource', true, 'broken', false,
            'licenses', '[]'::jsonb)
        from maintainer cross join platform_list
        """);
    handle.execute(
        """
        insert into package_maintainer (metadata_id, github_id)
        select package_metadata.id, github_id from maintainer
        join package_metadata on digest = decode(md5(github_id::text), 'hex')
        """);
  }

  private static void links(Handle handle, int issues) {
    handle.execute(
        """
        insert into vulnerability (public_id, state, title, description, published_at, first_seen_at,
          substance_changed_at, cvss_score, severity, change)
        select 'CVE-2026-' || (10000 + one), 'published', 'A flaw', 'A flaw',
          now() - (one % 300) * interval '1 day', now() - (one % 300) * interval '1 day', now(),
          (one % 100) / 10.0,
          (array['low', 'medium', 'high', 'critical'])[1 + one % 4], one
        from generate_series(1, ?) as one
        """,
        issues);
    handle.execute(
        """
        insert into suggestion (vulnerability_id, project_id, state, placement, tier, probability,
          algorithm, attributes, machine_digest, machine_changed_at, since, rank, created_at)
        select vulnerability.id, project.id, 'accepted', 'pending', 'likely', 0.99, 1,
          array[project.slug], '\\x01', now(), published_at, 0, published_at + interval '1 hour'
        from vulnerability
        join project on project.slug = 'package' || (1 + vulnerability.change % ?)
        """,
        PROJECTS);
    handle.execute(
        """
        insert into suggestion_verdict (suggestion_id, facts_id, verdict, reason_code, reason_text,
          pointer, fixed_version)
        select suggestion.id, package_facts.id,
          case package_facts.version when '1.1' then 'not_affected' else 'affected' end,
          case package_facts.version when '1.1' then 'outside_affected_ranges' else 'in_affected_range' end,
          package_facts.version || ' compared with < 1.2', '', '1.3'
        from suggestion cross join package_facts
        """);
  }

  private static void issues(Handle handle, int issues) {
    handle.execute(
        """
        insert into issue (public_id, state, title, created_by, created_at, published_at, published_by)
        select 'NIXPKGS-2026-' || (10000 + one), 'published', 'package: a flaw', 1,
          now() - (one % 300) * interval '1 day', now() - (one % 300) * interval '1 day', 1
        from generate_series(1, ?) as one
        """,
        issues);
    handle.execute(
        """
        insert into issue_suggestion (issue_id, suggestion_id, added_at)
        select issue.id, suggestion.id, now()
        from suggestion join vulnerability on vulnerability.id = suggestion.vulnerability_id
        join issue on issue.public_id = replace(vulnerability.public_id, 'CVE', 'NIXPKGS')
        """);
  }

  /** Whether a server has nothing left to do of what the filling set off. */
  public boolean isSettled(int issues, int channels) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select (select count(*) from publication_status) >= :rows
                      and (select count(*) from issue_standing where not due) >= :issues
                      and not exists (
                        select 1 from job where started_at > coalesce(ended_at, '-infinity'))
                    """)
                .bind("rows", issues * channels)
                .bind("issues", issues)
                .mapTo(boolean.class)
                .one());
  }

  /** How many rows statuses are kept in. */
  public long rows() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from issue_status").mapTo(Long.class).one());
  }
}
