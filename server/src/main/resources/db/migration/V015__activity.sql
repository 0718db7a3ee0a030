-- Everything that people and machines did, append-only. Activity log, undo and every duration are read
-- from here; nothing updates or deletes a row.
create table event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- Number of the account; null for the machine. Accounts may go, numbers stay.
  actor bigint,
  -- Stable word, for example suggestion.dismissed; listed in docs/events.md.
  kind text not null,
  -- What it happened to: suggestion, issue, vulnerability, project, channel, alias, account.
  subject_kind text not null,
  subject_id bigint not null,
  -- How people find the subject: CVE-2024-3094 · xz. Written once, so that the log reads without joins.
  subject_label text not null,
  vulnerability_id bigint,
  project_id bigint,
  before jsonb,
  after jsonb,
  note text,
  -- The event that this one takes back.
  undoes bigint references event (id)
);

create index event_by_subject on event (subject_kind, subject_id, id desc);
create index event_by_actor on event (actor, id desc) where actor is not null;
create index event_by_vulnerability on event (vulnerability_id, id desc) where vulnerability_id is not null;
create index event_by_project on event (project_id, id desc) where project_id is not null;
create unique index event_undone_once on event (undoes) where undoes is not null;
