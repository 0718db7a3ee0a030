-- The moment at which a record named a fixed version, apart from the pull requests, which people may refute:
-- fix_known_at is the earliest of what holds now.
alter table issue_status add column fix_named_at timestamptz;
update issue_status set fix_named_at = fix_known_at where fix_known_at is distinct from pull_at;
