-- Pages of projects name the projects that rebuild the same source: few of all have any.
create index project_variant on project (variant_of) where variant_of is not null;

-- A package's page reads what is said of it in a few snapshots, a kernel's thousands of times.
create index suggestion_verdict_of_facts on suggestion_verdict (facts_id, suggestion_id, attribute, verdict);
