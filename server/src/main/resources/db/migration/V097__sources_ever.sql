-- What each source has brought in all its runs together, those that failed half-way included.
alter table source_state
  add read_ever bigint not null default 0,
  add changed_ever bigint not null default 0,
  add superseded_ever bigint not null default 0,
  add unreadable_ever bigint not null default 0;
update source_state set read_ever = read, changed_ever = changed, superseded_ever = superseded,
  unreadable_ever = unreadable;
