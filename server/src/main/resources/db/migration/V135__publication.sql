-- The last number given in a year: its row is locked until the publication is committed, so that a
-- publication that fails leaves no gap.
create table public_id_counter (
  prefix text not null,
  year int not null,
  last int not null,
  primary key (prefix, year)
);

-- The GitHub issue or pull request of an issue.
create table issue_github (
  issue_id bigint primary key references issue (id) on delete cascade,
  attached boolean not null, -- somebody else's: its body is never written
  number bigint, -- null: not delivered yet
  url text,
  body text, -- our text as it was last put into the outbox; null if attached
  constraint issue_github_attached check (not attached or (number is not null and body is null))
);
create index issue_github_number on issue_github (number) where number is not null;

-- What did not fit into the body: comments that follow once its number is known.
create table issue_github_page (
  issue_id bigint not null references issue (id) on delete cascade,
  page int not null,
  body text not null,
  primary key (issue_id, page)
);

-- Who was mentioned on GitHub for an issue, and so is told nothing of its publication by mail.
create table issue_mention (
  issue_id bigint not null references issue (id) on delete cascade,
  github_id bigint not null,
  mentioned_at timestamptz not null,
  primary key (issue_id, github_id)
);
create index issue_mention_of on issue_mention (github_id, mentioned_at);

-- Who was not mentioned because they had been often enough that day: told of all in one comment.
create table issue_mention_later (
  issue_id bigint not null references issue (id) on delete cascade,
  github_id bigint not null,
  put_off_at timestamptz not null,
  told_at timestamptz,
  primary key (issue_id, github_id)
);
create index issue_mention_later_open on issue_mention_later (github_id) where told_at is null;

-- Where a published issue was open when it was last looked at: it closes when the last of these is
-- fixed, never because it was published with nothing open.
create table issue_open (
  issue_id bigint primary key references issue (id) on delete cascade,
  packages text[] not null -- channel and attribute, sorted
);
