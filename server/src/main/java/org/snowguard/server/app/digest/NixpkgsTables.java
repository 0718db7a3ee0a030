package org.snowguard.server.app.digest;

import java.util.List;

/** Channels, what they ship, and the projects that it belongs to. */
final class NixpkgsTables {

  private NixpkgsTables() {}

  static final List<DigestTable> ALL =
      List.of(
          new DigestTable(
              "channels",
              """
              select jsonb_build_array(name, branch, status, branched_off_on, end_of_life_on, position,
                kind)::text as line
              from channel
              """),
          new DigestTable(
              "snapshots",
              """
              select jsonb_build_array(channel.name, revision,
                packages_fingerprint, sources_fingerprint, packages,
                row_number() over (partition by channel.id order by snapshot.id))::text as line
              from snapshot join channel on channel.id = snapshot.channel_id
              """),
          new DigestTable(
              "spans",
              """
              select jsonb_build_array(channel.name, attribute, package_span.name, pname,
                package_span.version, encode(package_metadata.digest, 'hex'),
                encode(package_sources.digest, 'hex'), encode(package_facts.digest, 'hex'),
                since.packages_fingerprint, until.packages_fingerprint)::text as line
              from package_span
              join channel on channel.id = package_span.channel_id
              join package_metadata on package_metadata.id = package_span.metadata_id
              left join package_sources on package_sources.id = package_span.sources_id
              join package_facts on package_facts.id = package_span.facts_id
              join snapshot since on since.id = package_span.first_snapshot
              left join snapshot until on until.id = package_span.last_snapshot
              """),
          new DigestTable(
              "maintainers",
              "select jsonb_build_array(github_id, login, name)::text as line from maintainer"),
          new DigestTable(
              "projects",
              """
              select jsonb_build_array(project.slug, original.slug, project.because)::text as line
              from project left join project original on original.id = project.variant_of
              """),
          new DigestTable(
              "project-attributes",
              """
              select jsonb_build_array(attribute, slug)::text as line
              from project_attribute join project on project.id = project_attribute.project_id
              """),
          new DigestTable(
              "project-attributes-past",
              """
              select jsonb_build_array(attribute, slug)::text as line
              from project_attribute_past
              join project on project.id = project_attribute_past.project_id
              """),
          new DigestTable(
              "project-redirects",
              """
              select jsonb_build_array(project_redirect.slug, project.slug)::text as line
              from project_redirect join project on project.id = project_redirect.project_id
              """));
}
