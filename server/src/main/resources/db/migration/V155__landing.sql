-- A branch or channel of nixpkgs whose commits are followed.
create table git_ref (
  id smallint generated always as identity primary key,
  name text not null unique,
  head bytea not null, -- up to here its landings are stored
  first_seen_at timestamptz not null,
  advanced_at timestamptz not null,
  -- Numbers of the commits that it had when it was first seen: few ranges, for a commit's number
  -- follows its parents'.
  at_first_sight int4multirange not null default '{}'
);

-- A commit that some followed branch has or had. Its number is greater than its ancestors'.
create table git_commit (
  id int primary key,
  hash bytea not null unique,
  original bytea, -- what it was cherry-picked from, which need not be among these
  root bytea, -- where its chain of cherry-picks begins; null for what was not picked
  pull_request int, -- named by the subject of a merge or squash
  authored_at timestamptz not null,
  committed_at timestamptz not null,
  subject text not null
);
create index git_commit_root on git_commit (root) where root is not null;
create index git_commit_pull_request on git_commit (pull_request) where pull_request is not null;

-- What the merge of a pull request brought: its cherry-picks are picks of these.
create table git_carried (
  merge_id int not null references git_commit (id),
  commit_id int not null references git_commit (id),
  primary key (merge_id, commit_id)
);

create table git_revert (
  commit_id int not null references git_commit (id),
  reverted bytea not null,
  primary key (commit_id, reverted)
);
create index git_revert_of on git_revert (reverted);

-- What a ref has otherwise than at first sight. A commit without a row is there if it was then.
create table git_landing (
  commit_id int not null references git_commit (id),
  ref_id smallint not null references git_ref (id),
  seen_at timestamptz, -- null: it was there at first sight
  left_at timestamptz, -- gone with a force push, or the channel went back
  reverted_at timestamptz,
  reverted_by int references git_commit (id),
  primary key (commit_id, ref_id)
);

create table git_advance (
  id bigint generated always as identity primary key,
  ref_id smallint not null references git_ref (id),
  from_commit bytea, -- null: first sight
  to_commit bytea not null,
  advanced_at timestamptz not null,
  landed int not null,
  departed int not null
);
create index git_advance_of_ref on git_advance (ref_id, id desc);
