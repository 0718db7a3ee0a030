-- Since when the source has said its word without a break; null: for longer than anybody noted.
alter table channel add stated_since timestamptz;
