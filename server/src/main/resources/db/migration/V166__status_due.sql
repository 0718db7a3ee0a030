-- Issues whose statuses are to be computed anew, because a branch or channel has advanced.
create table issue_status_due (
  issue_id bigint primary key references issue (id) on delete cascade
);

-- Rises with each row that is written, so that figures are computed anew only then.
create sequence issue_status_written;
