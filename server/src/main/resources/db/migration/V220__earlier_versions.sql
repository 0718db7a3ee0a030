-- Packages that channels carry or once carried, and that a vulnerability affects: judged anew, by the
-- record as it is today, whenever what they are judged by has changed. The verdicts beside them speak of
-- today's packages alone.
--
-- No reference to suggestion: the writer would have to wait for whoever holds one locked, who may wait for
-- the issue that the writer holds. Rows of a suggestion that is gone are read by nobody.
create table suggestion_earlier (
  suggestion_id bigint not null,
  facts_id bigint not null references package_facts (id),
  attribute text not null,
  primary key (suggestion_id, facts_id, attribute)
);

-- By what the packages of a suggestion were judged last: algorithm, record and packages.
create table suggestion_looked_back (
  suggestion_id bigint primary key,
  basis text not null
);

-- What a suggestion's vulnerability affects, now and earlier; no attribute: every package with these
-- facts. What matching says of facts that stand goes before.
create view suggestion_affected as
  select suggestion_id, facts_id, attribute from suggestion_verdict where verdict = 'affected'
  union all
  select suggestion_id, facts_id, attribute from suggestion_earlier
  where not exists (
    select 1 from suggestion_verdict
    where suggestion_verdict.suggestion_id = suggestion_earlier.suggestion_id
      and suggestion_verdict.facts_id = suggestion_earlier.facts_id);
