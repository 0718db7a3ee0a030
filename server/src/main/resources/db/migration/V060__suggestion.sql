-- The first import, whose old records are put into the backlog: fixed once, never again.
create table first_import (
  id int primary key default 1 check (id = 1),
  backlog_before timestamptz, -- records published before that day; null: none
  ended_at timestamptz -- null while it runs
);

-- A proposed link of a vulnerability to a project. What the machine says and what people decided stand
-- side by side; machines never change the second.
create table suggestion (
  id bigint generated always as identity primary key,
  vulnerability_id bigint not null references vulnerability (id),
  project_id bigint not null references project (id),
  state text not null check (state in
    ('pending', 'settled', 'backlog', 'weak', 'withdrawn', 'accepted', 'dismissed', 'snoozed')),
  -- The machine's view. No tier: a link made by hand.
  placement text check (placement in ('pending', 'settled', 'backlog', 'weak')),
  tier text check (tier in ('likely', 'possible', 'weak')),
  probability double precision,
  algorithm int,
  attributes text[] not null,
  evidence jsonb not null default '[]',
  against jsonb not null default '[]',
  -- Over all that the machine says, verdicts too: an equal one writes nothing. Null: the link is not made
  -- any more, or never was by the machine.
  machine_digest bytea,
  machine_changed_at timestamptz not null,
  -- What filters and orders look at, copied from the vulnerability and the verdicts, so that a page of
  -- the queue reads one table.
  since timestamptz not null, -- publication, or the first sight of a record without a date
  score real not null default 0, -- CVSS, 0 where none is known
  severity text,
  attack_vector text,
  attack_complexity text,
  privileges_required text,
  user_interaction text,
  known_exploited boolean not null default false,
  assigner text,
  marks text[] not null default '{}', -- affected, nixos-unstable, nixos-unstable:affected, supported:affected
  -- Greater comes first in the queue (QueueRank).
  rank bigint not null,
  -- People's overlay.
  linked_by_hand boolean not null default false,
  taken_from_backlog boolean not null default false,
  removed_attributes text[] not null default '{}',
  decided_by bigint,
  decided_at timestamptz,
  dismiss_reason text,
  note text,
  snoozed_until date, -- null while snoozed: until it changes
  review_on date,
  decision_facts jsonb, -- what the decision was made on
  changed_since text, -- why a decided card came back, in words; null otherwise
  revision int not null default 0, -- counts what people did and what the machine changed
  opened_by bigint,
  opened_at timestamptz,
  created_at timestamptz not null,
  unique (vulnerability_id, project_id)
);
-- Holds what most filters ask for, so that a filtered page and its count read the index alone.
create index suggestion_queue on suggestion (state, rank desc, id) include
  (score, severity, attack_vector, attack_complexity, privileges_required, user_interaction, tier,
   known_exploited);
create index suggestion_by_age on suggestion (state, since desc, id desc);
create index suggestion_by_score on suggestion (state, score desc, id);
create index suggestion_of_project on suggestion (project_id, state, rank desc, id);
create index suggestion_due on suggestion (snoozed_until) where state = 'snoozed' and snoozed_until is not null;
create index suggestion_review on suggestion (review_on) where state = 'dismissed' and review_on is not null;

-- A verdict for each combination of facts; joined to packages by package_span.facts_id. Where two
-- packages with the same facts are judged apart (an edition or a package set is part of the attribute),
-- the second has a row of its own under its attribute.
create table suggestion_verdict (
  suggestion_id bigint not null references suggestion (id) on delete cascade,
  facts_id bigint not null references package_facts (id),
  attribute text not null default '', -- empty: every package with these facts
  verdict text not null check (verdict in ('affected', 'not_affected', 'patched', 'acknowledged', 'unknown')),
  reason_code text not null,
  reason_text text not null,
  pointer text not null,
  fixed_version text, -- the version to go to, where the record names one
  primary key (suggestion_id, facts_id, attribute)
);

-- The packages of a maintainer, and which packages a verdict speaks of.
create index package_span_current_metadata on package_span (metadata_id) where last_snapshot is null;

-- What somebody without the right to decide proposes; a triager accepts or declines it.
create table proposal (
  id bigint generated always as identity primary key,
  suggestion_id bigint not null references suggestion (id) on delete cascade,
  proposed_by bigint not null,
  proposed_at timestamptz not null,
  kind text not null check (kind in ('dismiss', 'add_package')),
  dismiss_reason text,
  attribute text,
  note text,
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'overtaken')),
  closed_by bigint,
  closed_at timestamptz
);
create index proposal_open on proposal (suggestion_id) where state = 'open';
create index proposal_by on proposal (proposed_by, id desc);
