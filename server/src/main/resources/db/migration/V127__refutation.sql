-- A maintainer says that a verdict on his package is wrong. Shown at once; a triager confirms or
-- rejects it.
create table refutation (
  id bigint generated always as identity primary key,
  -- What states the verdict, as events name it: suggestion, issue.
  subject_kind text not null,
  subject_id bigint not null,
  subject_label text not null,
  attribute text not null,
  claim text not null check (claim in ('not_affected', 'patched')),
  note text not null,
  made_by bigint not null, -- number of the account
  github_id bigint not null, -- by which it maintained the package then
  made_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'confirmed', 'rejected', 'overtaken')),
  answer text,
  closed_by bigint,
  closed_at timestamptz
);
create unique index refutation_open on refutation (subject_kind, subject_id, attribute)
  where state = 'open';
create index refutation_by on refutation (made_by, id desc);
