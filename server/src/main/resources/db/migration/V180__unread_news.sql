-- The number of unread news stands on every page of who is signed in.
create index issue_told_unread on issue_told (account_id) where read_at is null;
