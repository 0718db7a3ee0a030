-- What people say about an issue. The text before an edit stands in the events.
create table issue_comment (
  id bigint generated always as identity primary key,
  issue_id bigint not null references issue (id) on delete cascade,
  author bigint not null, -- number of the account
  written_at timestamptz not null,
  body text not null, -- Markdown, not to be trusted; empty once deleted
  public boolean not null, -- read by everybody as soon as the issue is published
  revision int not null default 0,
  edited_at timestamptz,
  deleted_at timestamptz
);
create index issue_comment_of on issue_comment (issue_id, id);

-- Who is told of changes. A row that says no stays: only its owner watches again.
create table issue_watch (
  issue_id bigint not null references issue (id) on delete cascade,
  account_id bigint not null,
  watching boolean not null,
  changed_at timestamptz not null,
  primary key (issue_id, account_id)
);
create index issue_watch_by on issue_watch (account_id) where watching;

-- What somebody is told, one row for each reason: the last thing that happened, and how many since read.
create table issue_told (
  account_id bigint not null,
  issue_id bigint not null references issue (id) on delete cascade,
  why text not null check (why in ('assigned', 'mentioned', 'watched')),
  words text not null,
  actor bigint,
  at timestamptz not null,
  times int not null default 1,
  read_at timestamptz,
  primary key (account_id, issue_id, why)
);
create index issue_told_to on issue_told (account_id, at desc);
