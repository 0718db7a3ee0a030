-- Which lesson of people folded a suggestion into the weak tier, and since when: null for the others.
alter table suggestion add column folded_by text;
alter table suggestion add column folded_at timestamptz;
create index suggestion_folded on suggestion (project_id, folded_at) where folded_by is not null;

-- The packages that a decision covered: it follows the project that holds most of them.
alter table suggestion add column decided_attributes text[];
update suggestion set decided_attributes = attributes where state in ('accepted', 'dismissed', 'snoozed');
