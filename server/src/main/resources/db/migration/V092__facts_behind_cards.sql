-- Over what a person decides on: packages, verdicts, severity. The revision of a card rises with it,
-- not with the machine being surer or less sure of the link. Null: the next writing counts as new.
alter table suggestion add facts_digest bytea;
