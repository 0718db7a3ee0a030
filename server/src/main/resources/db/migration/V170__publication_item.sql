-- What the world reads of issues, in the form in which it is served: made anew when its meaning
-- changes, so that "changed since", tags of caches and exports agree.
create table publication_item (
  kind text not null check (kind in ('issue', 'osv', 'openvex', 'automatic')),
  key text not null, -- public id of the issue, or name of the channel
  digest bytea not null, -- of its content without moments and versions of its own
  version int not null default 1,
  first_at timestamptz not null,
  changed_at timestamptz not null,
  body text not null, -- JSON
  primary key (kind, key)
);
create index publication_item_changed on publication_item (kind, changed_at, key collate "C");

-- How each package of a public issue stands in each channel.
create table publication_status (
  issue text not null, -- public id
  vulnerability text not null default '', -- empty while none is known
  attribute text not null,
  channel text not null,
  supported boolean not null,
  version text,
  status text not null,
  reason_code text not null,
  reason_text text not null,
  since timestamptz not null, -- this status
  changed_at timestamptz not null, -- anything of the row
  primary key (issue, vulnerability, attribute, channel)
);
create index publication_status_changed on publication_status
  (changed_at, issue collate "C", vulnerability collate "C", attribute collate "C", channel collate "C");
create index publication_status_of_attribute on publication_status (attribute);
create index publication_status_of_vulnerability on publication_status (vulnerability);

-- Records in the order in which they last said something new.
create index vulnerability_by_substance on vulnerability (substance_changed_at, id);
