-- A proposed link of a vulnerability to a project. What the machine says and what people decided stand
-- side by side; machines never change the second.
create table suggestion (
  id bigint generated always as identity primary key,
  vulnerability_id bigint not null references vulnerability (id),
  project_id bigint not null references project (id),
  state text not null check (state in
    ('pending', 'settled', 'backlog', 'weak', 'withdrawn', 'accepted', 'dismissed', 'snoozed')),
  -- The machine's view. No tier: a link made by hand.
  tier text check (tier in ('likely', 'possible', 'weak')),
  probability double precision,
  algorithm int,
  attributes text[] not null,
  evidence jsonb not null default '[]',
  against jsonb not null default '[]',
  machine_digest bytea, -- over the columns above and the verdicts; an equal one writes nothing
  linked_by_hand boolean not null default false,
  -- People's overlay.
  removed_attributes text[] not null default '{}',
  decided_by bigint,
  decided_at timestamptz,
  dismiss_reason text,
  note text,
  snoozed_until timestamptz, -- null while snoozed: until it changes
  review_at timestamptz,
  decision_facts jsonb, -- what the decision was made on
  changed_since text, -- why a decided card came back, in words; null otherwise
  -- Greater comes first in the queue (QueueRank).
  rank bigint not null,
  revision int not null default 0, -- counts people's actions and machine changes seen by people
  opened_by bigint,
  opened_at timestamptz,
  created_at timestamptz not null,
  unique (vulnerability_id, project_id)
);
create index suggestion_queue on suggestion (state, rank desc, id);
create index suggestion_of_project on suggestion (project_id, state, rank desc, id);
create index suggestion_due on suggestion (snoozed_until) where state = 'snoozed';
create index suggestion_review on suggestion (review_at) where state = 'dismissed' and review_at is not null;

-- A verdict for each combination of facts; joined to packages by package_span.facts_id.
create table suggestion_verdict (
  suggestion_id bigint not null references suggestion (id),
  facts_id bigint not null references package_facts (id),
  verdict text not null check (verdict in ('affected', 'not_affected', 'patched', 'acknowledged', 'unknown')),
  reason_code text not null,
  reason_text text not null,
  pointer text not null,
  primary key (suggestion_id, facts_id)
);

-- What somebody without the right to decide proposes; a triager accepts or declines it.
create table proposal (
  id bigint generated always as identity primary key,
  suggestion_id bigint not null references suggestion (id),
  proposed_by bigint not null,
  proposed_at timestamptz not null,
  kind text not null check (kind in ('dismiss', 'add_package')),
  dismiss_reason text,
  attribute text,
  note text,
  state text not null default 'open' check (state in ('open', 'accepted', 'declined')),
  closed_by bigint,
  closed_at timestamptz
);
create index proposal_open on proposal (proposed_at) where state = 'open';
