-- By which algorithm the suggestions are made, or are being made anew.
create table matching_algorithm (
  id int primary key default 1 check (id = 1),
  released text not null, -- "7-1a2b3c4d": number and data files
  released_at timestamptz not null,
  released_by bigint, -- account number; null: by the first import or a setting
  ready text -- the newest algorithm whose difference was found whole and announced
);

-- Records compared with what an algorithm that nobody has released yet says of them, and by which keys
-- it came to that.
create table matching_preview (
  vulnerability_id bigint primary key references vulnerability (id) on delete cascade,
  algorithm text not null,
  keys bytea not null
);

-- What its release would change.
create table suggestion_difference (
  id bigint generated always as identity primary key,
  vulnerability_id bigint not null references vulnerability (id) on delete cascade,
  project_id bigint not null references project (id) on delete cascade,
  kind text not null check (kind in ('added', 'gone', 'changed')),
  state_before text, -- null: there is no such suggestion yet
  state_after text not null,
  tier_before text,
  tier_after text, -- null: the link is not made any more
  probability_before double precision,
  probability_after double precision,
  verdicts_before text[] not null, -- nixos-unstable:affected
  verdicts_after text[] not null,
  unique (vulnerability_id, project_id)
);
