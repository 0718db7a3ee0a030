create table channel (
  id int generated always as identity primary key,
  name text not null unique, -- nixos-unstable
  branch text not null, -- master, release-26.05
  status text not null check (status in ('rolling', 'beta', 'stable', 'deprecated', 'end_of_life')),
  branched_off_on date, -- of a release: when its branch left master
  end_of_life_on date,
  position int not null -- order on pages: rolling first, then newest release
);

-- A channel at one revision.
create table snapshot (
  id bigint generated always as identity primary key,
  channel_id int not null references channel (id),
  revision text, -- null when the input does not tell
  taken_at timestamptz,
  imported_at timestamptz not null,
  packages_fingerprint text not null,
  sources_fingerprint text, -- null: patches and sources of this snapshot were not evaluated
  packages int not null
);
create index snapshot_of_channel on snapshot (channel_id, id desc);

-- Lists of platforms are long and few: once for each distinct list.
create table platform_list (
  id int generated always as identity primary key,
  digest bytea not null unique,
  platforms text[] not null
);

-- meta of packages, once for each distinct value; body is the JSON form of PackageMetadata without its
-- platforms.
create table package_metadata (
  id bigint generated always as identity primary key,
  digest bytea not null unique,
  platform_list_id int not null references platform_list (id),
  body jsonb not null
);

-- Patches and sources, once for each distinct value; body is the JSON form of PackageSources.
create table package_sources (
  id bigint generated always as identity primary key,
  digest bytea not null unique,
  body jsonb not null
);

-- All that a verdict depends on besides the record: name, version, patches, known vulnerabilities. A
-- combination seen before is never judged again.
create table package_facts (
  id bigint generated always as identity primary key,
  digest bytea not null unique,
  version text,
  patches_known boolean not null
);

-- A package from one snapshot to another. An unchanged package costs nothing when a channel advances.
create table package_span (
  id bigint generated always as identity primary key,
  channel_id int not null references channel (id),
  attribute text not null,
  name text not null,
  pname text not null,
  version text,
  metadata_id bigint not null references package_metadata (id),
  sources_id bigint references package_sources (id),
  facts_id bigint not null references package_facts (id),
  first_snapshot bigint not null references snapshot (id),
  last_snapshot bigint references snapshot (id) -- null: still there
);
create unique index package_span_current on package_span (channel_id, attribute) where last_snapshot is null;
create index package_span_history on package_span (attribute, channel_id, first_snapshot);

create table maintainer (
  github_id bigint primary key,
  login text not null,
  name text not null
);
create table package_maintainer (
  metadata_id bigint not null references package_metadata (id),
  github_id bigint not null references maintainer (github_id),
  primary key (metadata_id, github_id)
);
create index package_maintainer_of on package_maintainer (github_id);

-- Persistent projects: clustering is computed anew, identity stays.
create table project (
  id bigint generated always as identity primary key,
  slug text not null unique,
  variant_of bigint references project (id),
  because text[] not null default '{}',
  created_at timestamptz not null
);
create table project_attribute (
  attribute text primary key,
  project_id bigint not null references project (id)
);
-- By code point: beginnings of names are looked up by range, whatever the database's own order is.
create index project_attribute_by_text on project_attribute (attribute collate "C");
create index project_by_slug on project (slug collate "C");
create index project_attribute_of on project_attribute (project_id);
create table project_redirect (
  slug text primary key,
  project_id bigint not null references project (id)
);
