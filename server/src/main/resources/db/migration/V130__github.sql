-- What leaves for GitHub. A row is written with the decision that causes it, and delivered later.
create table github_delivery (
  id bigint generated always as identity primary key, -- the order of delivery
  subject text not null unique, -- our stable key, such as issue/12
  kind text not null check (kind in ('OPEN_ISSUE', 'COMMENT', 'EDIT_BODY')),
  title text,
  number bigint, -- of the GitHub issue that is commented on or edited
  body jsonb not null, -- parts: words, and people by number
  labels text[] not null default '{}',
  token text not null, -- by chance; stands in the marker, by which we know our own text again
  version int not null default 1, -- of the body
  state text not null default 'WAITING' check (state in ('WAITING', 'DELIVERED', 'WITHHELD')),
  created_at timestamptz not null,
  next_try_at timestamptz not null,
  attempts int not null default 0, -- that failed, since it last went well
  attempt_at timestamptz, -- of the attempt whose outcome is not known; null: there is none
  first_attempt_at timestamptz, -- GitHub was never asked to write it before
  error text, -- why the last try failed, in words
  withheld_by text, -- the mode
  text text, -- as it was or would have been written
  delivered_number bigint,
  url text,
  delivered_at timestamptz,
  constraint github_delivery_target check ((kind = 'OPEN_ISSUE') = (number is null)),
  constraint github_delivery_title check ((kind = 'OPEN_ISSUE') = (title is not null)),
  constraint github_delivery_delivered check (
    (state = 'DELIVERED') = (delivered_number is not null and url is not null and delivered_at is not null)),
  constraint github_delivery_withheld check ((state = 'WITHHELD') = (withheld_by is not null))
);
create index github_delivery_waiting on github_delivery (id) where state = 'WAITING';

-- The last hour's writes, of all nodes: GitHub counts them by the minute and by the hour.
create table github_write (
  id bigint generated always as identity primary key,
  at timestamptz not null
);
create index github_write_by_time on github_write (at);

-- What GitHub has said of its limits: one row, once it has said something.
create table github_limit (
  id int primary key check (id = 1),
  request_limit int, -- requests an hour
  remaining int,
  reset_at timestamptz,
  blocked_until timestamptz, -- it asked to be left alone until then
  refusals int not null default 0 -- of secondary limits, since a request went well
);

-- Issues and pull requests of the repository, as last seen.
create table github_issue (
  repository text not null, -- owner/name
  number bigint not null,
  title text not null,
  state text not null check (state in ('open', 'closed')),
  state_reason text,
  pull_request boolean not null,
  labels text[] not null,
  comments int not null,
  author_id bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  vulnerability_ids text[] not null,
  url text not null,
  asked boolean not null, -- we asked GitHub, where otherwise a webhook told: of one second, this counts
  primary key (repository, number)
);
create index github_issue_by_vulnerability on github_issue using gin (vulnerability_ids);
create index github_issue_by_label on github_issue using gin (labels);

-- Webhooks that were taken, by GitHub's own id for each: a second one changes nothing.
create table github_hook (
  delivery text primary key,
  event text not null,
  received_at timestamptz not null
);
create index github_hook_by_time on github_hook (received_at);
