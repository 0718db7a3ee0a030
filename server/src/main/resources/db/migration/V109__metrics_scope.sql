-- A token for the service's own measurements.
alter table api_token drop constraint api_token_scopes_known;
alter table api_token add constraint api_token_scopes_known
  check (scopes <@ array['EVALUATION', 'METRICS'] and cardinality(scopes) > 0);
