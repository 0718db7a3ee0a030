-- A version of a package that an issue is about, whether or not a vulnerability is known: the beginning
-- of a supply-chain incident. Where it was shipped is read from the spans.
create table issue_package (
  issue_id bigint not null references issue (id) on delete cascade,
  attribute text not null,
  version text not null,
  added_at timestamptz not null,
  primary key (issue_id, attribute, version)
);
create index issue_package_of on issue_package (attribute, version);
