-- Stages follow a change number taken under one writer lock a stream; each stage keeps how far it has
-- come and moves that mark in the transaction that did the work.
create table change_stream (
  name text primary key,
  last_change bigint not null default 0
);
insert into change_stream (name) values ('vulnerability');

create table stage_watermark (
  stage text primary key,
  change bigint not null default 0,
  -- What the stage works with besides the stream; when that changes, the stage begins again.
  fingerprint text
);

-- One run over one input given to the server: a path of records, packages or sources.
create table import_run (
  id bigint generated always as identity primary key,
  source text not null, -- cve-list, packages, sources, known-exploited
  input text not null, -- the path as given, or the address
  fingerprint text not null, -- SHA-256 over the input; an unchanged input is not read again
  started_at timestamptz not null,
  finished_at timestamptz,
  read bigint not null default 0,
  changed bigint not null default 0,
  superseded bigint not null default 0,
  unreadable bigint not null default 0,
  error text -- why it stopped early, in words; null when it ran to its end
);
create index import_run_latest on import_run (source, input, id desc);

-- What could not be read, once for each place; nothing bad stops the rest.
create table input_problem (
  id bigint generated always as identity primary key,
  source text not null,
  input text not null,
  entry text not null,
  record_id text,
  reason text not null,
  first_seen_at timestamptz not null,
  last_run bigint not null references import_run (id),
  unique (source, input, entry)
);
