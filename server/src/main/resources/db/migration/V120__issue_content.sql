-- What people write into an issue. Where a column is null, what the machine proposes holds.
alter table issue
  add description text not null default '', -- Markdown
  add priority text check (priority in ('P0', 'P1', 'P2', 'P3')),
  add remediation text check (remediation in
    ('bump_within_minor', 'bump', 'patch', 'module_or_configuration', 'remove_or_mark_insecure', 'none_yet')),
  add assignee bigint,
  add claimed_by bigint,
  add claimed_until timestamptz,
  add published_at timestamptz,
  add published_by bigint,
  add closed_at timestamptz,
  add closed_by bigint, -- null: it followed from the packages
  add close_reason text check (close_reason in
    ('fixed', 'not_affected', 'will_not_fix', 'duplicate', 'withdrawn')),
  add closed_on_github_at timestamptz, -- the GitHub issue is closed while ours stays published
  add duplicate_of bigint references issue (id) on delete set null;
create index issue_of_assignee on issue (assignee) where assignee is not null;

-- What people added, took away or judged otherwise; what the machine says stays beside it.
create table issue_overlay (
  issue_id bigint not null references issue (id) on delete cascade,
  kind text not null check (kind in
    ('vulnerability', 'project', 'package', 'module', 'own_project', 'verdict', 'link', 'maintainer', 'team')),
  -- An id, slug, attribute path, option path, URL, numeric GitHub id or team.
  name text not null,
  vulnerability text not null default '', -- of a verdict; empty: all of the issue
  channel text not null default '', -- of a verdict; empty: all
  value text not null, -- added or removed; of a verdict the verdict, of a link its title
  reason text not null default '',
  changed_by bigint not null,
  changed_at timestamptz not null,
  primary key (issue_id, kind, name, vulnerability, channel),
  check (kind in ('verdict', 'link') or value in ('added', 'removed')),
  check (kind <> 'verdict' or value in ('affected', 'not_affected', 'patched', 'acknowledged', 'unknown'))
);
create index issue_overlay_of on issue_overlay (kind, name);
