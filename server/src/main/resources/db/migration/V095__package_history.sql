-- Of attributes that stand in no channel any more: the project that they were last part of.
create table project_attribute_past (
  attribute text primary key,
  project_id bigint not null references project (id)
);
create index project_attribute_past_of on project_attribute_past (project_id);

-- What appeared, and what was last seen, in a snapshot: renames are found by both.
create index package_span_appeared on package_span (first_snapshot);
create index package_span_vanished on package_span (last_snapshot) where last_snapshot is not null;
-- Packages by the name of their derivation, gone ones too.
create index package_span_by_name on package_span (pname);
