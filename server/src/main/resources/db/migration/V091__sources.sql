-- What each source on the network was last seen to give. What it gave is stored elsewhere and outlives
-- any failure of its source.
create table source_state (
  name text primary key,
  mark jsonb not null default '{}', -- how far it has been read; its meaning is the source's own
  data_at timestamptz, -- of which moment the newest data is, as the source says
  tried_at timestamptz,
  good_at timestamptz, -- when it last answered well, changed or not
  failures int not null default 0, -- since it last answered well
  error text, -- why the last try failed, in words
  read bigint not null default 0, -- of the last run that brought something
  changed bigint not null default 0,
  superseded bigint not null default 0,
  unreadable bigint not null default 0,
  runs bigint not null default 0, -- ever
  failed_runs bigint not null default 0
);

-- Scores of all ids, known to us or not: a record that comes later gets its score at once.
create table epss_score (
  cve text primary key,
  probability real not null
);

create table known_exploited (
  cve text primary key,
  added_on date not null,
  due_on date,
  name text,
  ransomware boolean not null
);
