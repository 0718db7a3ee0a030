-- What programs show in place of a sign-in. Only the hash is kept: who reads the database cannot use them.
create table api_token (
  token_id text primary key, -- names it to people, and is a part of it
  token_hash bytea not null unique,
  account_id bigint not null references account,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz, -- to the minute
  constraint api_token_scopes_known check (scopes <@ array['EVALUATION'] and cardinality(scopes) > 0)
);

create index api_token_account on api_token (account_id);
