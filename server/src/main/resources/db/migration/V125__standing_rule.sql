-- Rules of the security team that take cards of a project out of the queue. A row is never changed
-- but to end it: another wording is another rule.
create table standing_rule (
  id bigint generated always as identity primary key,
  project_id bigint not null references project (id),
  action text not null check (action in ('collect', 'settle')),
  min_score double precision,
  max_score double precision,
  attack_vectors text[] not null default '{}',
  complexities text[] not null default '{}',
  privileges text[] not null default '{}',
  interactions text[] not null default '{}',
  fixed_version_known boolean not null,
  wait_days int check (wait_days between 1 and 90), -- how long what it settled may wait for the fix
  reason text not null,
  author bigint not null, -- number of the account
  made_at timestamptz not null,
  expires_on date not null,
  -- What its author had seen: the dry run's counts, in words.
  seen text not null,
  ended_at timestamptz,
  ended_by bigint,
  end_reason text,
  check ((action = 'settle') = (wait_days is not null))
);
create index standing_rule_of on standing_rule (project_id);

-- A card is taken once, by one rule; whatever becomes of it then is for people.
create table standing_rule_application (
  suggestion_id bigint primary key references suggestion (id) on delete cascade,
  rule_id bigint not null references standing_rule (id),
  event_id bigint not null, -- what to undo
  applied_at timestamptz not null
);
create index standing_rule_application_of on standing_rule_application (rule_id, suggestion_id);

-- The draft that the rules of a project fill; gone once it is removed, another one once it is published.
create table rolling_draft (
  project_id bigint primary key references project (id),
  issue_id bigint not null references issue (id) on delete cascade
);
create index rolling_draft_of on rolling_draft (issue_id);

alter table suggestion add column rule_id bigint references standing_rule (id);
alter table suggestion drop constraint suggestion_state_check;
alter table suggestion add constraint suggestion_state_check check (state in
  ('pending', 'settled', 'backlog', 'weak', 'withdrawn', 'accepted', 'dismissed', 'snoozed', 'ruled'));
create index suggestion_of_rule on suggestion (rule_id, state) where rule_id is not null;
create index suggestion_ruled_due on suggestion (snoozed_until) where state = 'ruled';
