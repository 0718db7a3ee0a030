create table matching_run (
  id bigint generated always as identity primary key,
  algorithm int not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  records bigint not null default 0,
  suggestions bigint not null default 0
);

-- What decisions taught: a name that people confirmed or refuted for a project.
create table learned_alias (
  id bigint generated always as identity primary key,
  vendor text, -- null: the record had none
  product text not null,
  project_id bigint not null references project (id),
  kind text not null check (kind in ('alias', 'anti_alias')),
  taught_by bigint not null, -- account number
  suggestion_id bigint not null,
  taught_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by bigint
);
create index learned_alias_of on learned_alias (project_id) where revoked_at is null;
create unique index learned_alias_once on learned_alias (suggestion_id, product, coalesce(vendor, ''), kind)
  where revoked_at is null;
