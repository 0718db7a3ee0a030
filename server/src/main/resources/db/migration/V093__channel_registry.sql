-- Every channel is known; only primary ones are matched and shown, the others by where they point.
alter table channel add kind text not null default 'primary' check (kind in ('primary', 'small', 'darwin'));
-- What the source calls the channel's status, in its own word; null: it does not say, the calendar does.
alter table channel add stated_status text;

-- Where a channel pointed, and since when for all we know. The newest row is its head.
create table channel_advance (
  id bigint generated always as identity primary key,
  channel_id int not null references channel (id),
  revision text not null,
  seen_at timestamptz not null
);
create index channel_advance_of on channel_advance (channel_id, id desc);

-- How fetching a channel's packages went.
create table channel_fetch (
  channel_id int primary key references channel (id),
  etag text, -- etag to fingerprint: of the file that was taken last
  last_modified text,
  bytes bigint not null default 0,
  fingerprint text,
  checked boolean, -- against a published checksum; false: there was none
  fetched_at timestamptz,
  failures int not null default 0, -- since then
  error text, -- why the last try failed, in words
  retry_at timestamptz
);
