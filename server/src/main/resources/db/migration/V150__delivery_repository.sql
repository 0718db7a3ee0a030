-- Numbers of GitHub issues mean something in one repository alone: what is meant for one never
-- leaves for another. Null: there was no repository yet; the first one that is set takes it.
alter table github_delivery add column repository text; -- owner/name
alter table github_delivery drop constraint github_delivery_subject_key;
alter table github_delivery add constraint github_delivery_subject
  unique nulls not distinct (repository, subject);
create index github_delivery_by_subject on github_delivery (subject);
