-- What the stored suggestions stand on: each project and each lesson of the index that they were made
-- with. A new index is compared with these, after a restart too.
create table matching_part (
  name text primary key, -- "project openssl", "lessons hub"
  digest text not null, -- over all of it that a match can depend on
  keys bytea not null -- hashes of 4 bytes, sorted: by what a record meets it
);

-- By which keys each record was looked up when its suggestions were made, hits and misses.
create table matching_lookup (
  vulnerability_id bigint primary key references vulnerability (id) on delete cascade,
  algorithm text not null, -- which made them
  keys bytea not null
);

-- Records whose suggestions have to be made again because a part that they met has changed.
create table matching_due (
  vulnerability_id bigint primary key references vulnerability (id) on delete cascade
);
