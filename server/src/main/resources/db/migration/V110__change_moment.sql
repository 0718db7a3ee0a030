-- When a vulnerability took its place in the stream of changes: also for a score or a mark, which leave
-- its substance as it was. Null in rows that have not travelled on since: then it is substance_changed_at.
alter table vulnerability add column changed_at timestamptz;
