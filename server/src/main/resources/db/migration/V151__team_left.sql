-- Who left a team, as a webhook told. GitHub's events of membership bear no time and may come in any order:
-- who left a short while ago is in the team again only once GitHub was asked.
create table github_team_left (
  team_id bigint not null,
  github_id bigint not null,
  left_at timestamptz not null, -- when we were told
  primary key (team_id, github_id)
);
create index github_team_left_by_time on github_team_left (left_at);
