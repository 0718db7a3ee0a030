-- What people made: vulnerabilities x projects. A draft has no public id; it gets one at publication.
create table issue (
  id bigint generated always as identity primary key,
  public_id text unique,
  state text not null check (state in ('draft', 'published', 'closed')),
  title text not null,
  title_by_hand boolean not null default false, -- else it follows what the draft holds
  created_by bigint not null,
  created_at timestamptz not null,
  revision int not null default 0
);
create index issue_by_state on issue (state, id desc);
create table issue_suggestion (
  issue_id bigint not null references issue (id) on delete cascade,
  suggestion_id bigint not null references suggestion (id),
  added_at timestamptz not null,
  primary key (issue_id, suggestion_id)
);
create unique index issue_suggestion_once on issue_suggestion (suggestion_id);
