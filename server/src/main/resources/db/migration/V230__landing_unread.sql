-- Nothing has ever read them.
drop table git_advance;
drop index git_commit_pull_request;
