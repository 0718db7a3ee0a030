-- Pull requests of the repository, as last seen: what their titles and texts say, read once.
create table pull_request (
  repository text not null, -- owner/name
  number int not null,
  title text not null,
  state text not null check (state in ('OPEN', 'MERGED', 'CLOSED')),
  author_id bigint not null, -- 0 where the account is gone
  head text not null,
  base text not null,
  merge_commit text, -- null unless merged: GitHub names a trial merge before
  labels text[] not null,
  vulnerability_ids text[] not null, -- in title, text and names of patches
  patch_ids text[] not null, -- those that a patch is named after
  yearless_ids text[] not null, -- 46415 of "CVE-46415"
  backport_of int,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  merged_at timestamptz,
  url text not null,
  asked boolean not null, -- we asked GitHub, where otherwise a webhook told: of one second, this counts
  primary key (repository, number),
  check ((state = 'MERGED') = (merged_at is not null))
);
create index pull_request_naming on pull_request using gin (vulnerability_ids);
create index pull_request_backports on pull_request (repository, backport_of) where backport_of is not null;
create index pull_request_by_commit on pull_request (merge_commit) where merge_commit is not null;

-- Packages that a title names, with the versions it moves them between.
create table pull_request_package (
  repository text not null,
  number int not null,
  position int not null,
  attribute text not null, -- as titles call it: python3Packages.requests
  from_version text,
  to_version text, -- null: no version changes
  primary key (repository, number, position),
  foreign key (repository, number) references pull_request on delete cascade
);
create index pull_request_package_of on pull_request_package (attribute);

-- That a pull request remedies a vulnerability of a project: what the machine says, and what people do.
create table fix (
  id bigint generated always as identity primary key,
  vulnerability_id bigint not null references vulnerability (id),
  project_id bigint not null references project (id),
  repository text not null,
  number int not null,
  evidence text not null check (evidence in ('NAMES_ID', 'REACHES_FIXED_VERSION', 'PATCH_NAMED', 'BY_HAND')),
  confidence double precision not null,
  because text not null, -- the evidence in words
  found_at timestamptz not null,
  opinion text not null default 'PROPOSED' check (opinion in ('PROPOSED', 'CONFIRMED', 'REFUTED')),
  judged_by bigint,
  judged_at timestamptz,
  note text,
  unique (repository, number, vulnerability_id, project_id),
  foreign key (repository, number) references pull_request,
  check ((opinion = 'PROPOSED') = (judged_by is null))
);
create index fix_of_vulnerability on fix (vulnerability_id, project_id);
create index fix_of_project on fix (project_id);

-- Which links are looked at again for pull requests that were seen before them.
create index suggestion_for_fixes on suggestion (machine_changed_at, id)
  where tier = 'likely' or state = 'accepted' or linked_by_hand;
