-- Where each package of an issue stands in each primary channel. What follows from verdicts, decisions,
-- pull requests and landings is computed anew whenever one of these changes; the row says since when.
create table issue_status (
  id bigint generated always as identity primary key,
  issue_id bigint not null references issue (id) on delete cascade,
  vulnerability text not null, -- public id; empty: none is named yet
  attribute text not null, -- attribute path, or the option path of a NixOS module
  channel_id int not null references channel (id),
  version text,
  verdict text not null check (verdict in ('affected', 'not_affected', 'patched', 'acknowledged', 'unknown')),
  status text not null check (status in ('affected', 'fix_proposed', 'fix_merged', 'unknown',
    'under_investigation', 'acknowledged', 'accepted_risk', 'fixed', 'not_affected')),
  how text not null,
  how_text text not null,
  since timestamptz not null, -- of the status
  open boolean not null,
  stage text, -- where its remedy is held up; null: nothing is open in a supported channel
  flags text[] not null default '{}', -- closing_proposed, backport_needed, stale
  pull_request int, -- of the fix that has come farthest
  -- The clock.
  affected_version text, -- the last one that was affected there
  affected_since timestamptz, -- of the package in the channel, at a version that is affected; null: never was
  fix_known_at timestamptz, -- of a fixed version upstream
  pull_at timestamptz,
  merged_at timestamptz,
  branch_at timestamptz,
  ended_at timestamptz, -- since when it is not open; null while it is
  gone_at timestamptz, -- since when the row speaks of nothing any more
  gone_why text check (gone_why in ('removed', 'taken_out')), -- from the channel, or from the issue
  unique (issue_id, vulnerability, attribute, channel_id),
  check ((gone_at is null) = (gone_why is null))
);
create index issue_status_stage on issue_status (stage, since, id) where stage is not null and gone_at is null;
create index issue_status_vulnerability on issue_status (vulnerability);
create index issue_status_attribute on issue_status (attribute);
create index issue_status_flagged on issue_status using gin (flags) where flags <> '{}' and gone_at is null;

-- Each change of a status, with its reason.
create table issue_status_change (
  id bigint generated always as identity primary key,
  issue_id bigint not null references issue (id) on delete cascade,
  vulnerability text not null,
  attribute text not null,
  channel_id int not null references channel (id),
  version text,
  before text, -- null: the row is new
  after text, -- null: the row speaks of nothing any more
  how text not null,
  how_text text not null,
  at timestamptz not null, -- when it became so, as far as that can be told
  seen_at timestamptz not null -- when we noticed
);
create index issue_status_change_of on issue_status_change (issue_id, id);
create index issue_status_change_of_row on issue_status_change (issue_id, vulnerability, attribute, channel_id, id);
