-- Links that people made and the matcher has not judged yet: looked for after each matching, and hardly ever any.
create index suggestion_unjudged_link on suggestion (id) where linked_by_hand and machine_digest is null;
