-- The list of everything that is open, those that have waited longest first.
create index issue_status_waiting on issue_status (since, id)
  where stage is not null and gone_at is null;

-- What is open at all, and what is open in a channel: read from the index alone.
create index issue_status_open on issue_status (issue_id, vulnerability, attribute)
  where stage is not null and gone_at is null;
create index publication_status_in_channel on publication_status
  (channel, status, issue, vulnerability);
