-- Who an account is on GitHub: the number stays, logins change hands.
alter table account add column github_id bigint unique;
alter table account add column github_login text; -- as last seen
alter table account add constraint account_github_login_of_id check (github_login is null or github_id is not null);

-- Sessions that began before are void, wherever they are kept.
alter table account add column sessions_void_before timestamptz;

-- Tokens for what a person does at a terminal.
alter table api_token drop constraint api_token_scopes_known;
alter table api_token add constraint api_token_scopes_known
  check (scopes <@ array['EVALUATION', 'METRICS', 'READ', 'TRIAGE'] and cardinality(scopes) > 0);
