-- Teams on GitHub by number. A number is learned from the organisation itself when a member signs in: a
-- webhook that names another team of the same name, in another organisation, gives nobody anything.
create table github_team (
  team_id bigint primary key,
  organization text not null,
  slug text not null,
  constraint github_team_named_once unique (organization, slug)
);

-- What an account may because of a team, as GitHub last confirmed it.
create table account_team (
  account_id bigint not null references account,
  team_id bigint not null references github_team,
  role text not null,
  confirmed_at timestamptz not null,
  primary key (account_id, team_id, role),
  constraint account_team_role_known check (role in ('TRIAGER', 'SECURITY_TEAM', 'OPERATOR'))
);

create index account_team_of on account_team (team_id);

-- What its maker calls a token: "laptop".
alter table api_token add column label text not null default '';
