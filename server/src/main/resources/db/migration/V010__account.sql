-- A deleted account keeps its row, because events name their actor by number, but loses its name.
create table account (
  account_id bigint generated always as identity primary key,
  name text,
  created_at timestamptz not null,
  deleted_at timestamptz,
  constraint account_name_or_deleted check ((name is null) = (deleted_at is not null))
);

create unique index account_name on account (lower(name));

create table account_role (
  account_id bigint not null references account,
  role text not null,
  primary key (account_id, role),
  constraint account_role_known
    check (role in ('MAINTAINER', 'TRIAGER', 'SECURITY_TEAM', 'OPERATOR'))
);

-- Only the hash of a link is kept: who reads the database cannot sign in with it.
create table sign_in_link (
  token_hash bytea primary key,
  account_id bigint not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create index sign_in_link_account on sign_in_link (account_id);

-- The schema of Spring Session JDBC 4.1 for PostgreSQL.
create table spring_session (
  primary_id char(36) not null,
  session_id char(36) not null,
  creation_time bigint not null,
  last_access_time bigint not null,
  max_inactive_interval int not null,
  expiry_time bigint not null,
  principal_name varchar(100),
  constraint spring_session_pk primary key (primary_id)
);

create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);

create table spring_session_attributes (
  session_primary_id char(36) not null,
  attribute_name varchar(200) not null,
  attribute_bytes bytea not null,
  constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name),
  constraint spring_session_attributes_fk
    foreign key (session_primary_id) references spring_session (primary_id) on delete cascade
);
