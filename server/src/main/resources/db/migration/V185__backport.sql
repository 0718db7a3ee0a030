-- The label by which the backport action is asked leaves through the outbox as texts do.
alter table github_delivery drop constraint github_delivery_kind_check;
alter table github_delivery add constraint github_delivery_kind_check
  check (kind in ('OPEN_ISSUE', 'COMMENT', 'EDIT_BODY', 'ADD_LABEL'));

-- The backport action said that it failed.
create table backport_failure (
  repository text not null,
  number int not null, -- of the pull request that was to be backported
  branch text not null,
  reason text not null,
  failed_at timestamptz not null,
  primary key (repository, number, branch)
);

-- Somebody took a label of a backport away: we never set it again.
create table backport_label_removed (
  repository text not null,
  number int not null,
  label text not null,
  seen_at timestamptz not null,
  primary key (repository, number, label)
);

-- What came of the last trial pick; can be tried again at any time.
create table backport_trial (
  repository text not null,
  number int not null,
  branch text not null,
  outcome text not null check (outcome in ('CLEAN', 'CONFLICT', 'UNKNOWN')),
  files text[] not null, -- in conflict
  why text, -- it could not be tried
  tried_at timestamptz not null,
  primary key (repository, number, branch)
);

-- How a project's updates come to releases; without a row: ask.
create table backport_policy (
  project_id bigint primary key references project (id),
  policy text not null check (policy in ('always', 'minor', 'ask')),
  set_by bigint not null,
  set_at timestamptz not null
);

-- How far links were looked at for pull requests that were seen before them: one row.
create table fix_link_mark (
  id int primary key default 1 check (id = 1),
  changed_at timestamptz not null,
  suggestion_id bigint not null,
  added_at timestamptz not null -- of what issues took up
);
