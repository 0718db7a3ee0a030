-- Links that changed: for these, fixes are looked for anew among pull requests that were seen before. Whoever
-- changes a link notes it here in the same transaction, so that none is passed over however late it commits;
-- one link may stand here several times, so that no writer waits for another, or for who reads.
-- Not an identity column: a restore fills this by the triggers below.
create sequence fix_link_due_number;
create table fix_link_due (
  number bigint primary key default nextval('fix_link_due_number'),
  suggestion_id bigint not null references suggestion (id) on delete cascade
);
create index fix_link_due_of on fix_link_due (suggestion_id);

create function note_link_for_fixes() returns trigger language plpgsql as $$
begin
  insert into fix_link_due (suggestion_id) values (new.id);
  return null;
end $$;
create trigger new_link_is_noted_for_fixes after insert on suggestion
  for each row when (new.tier = 'likely' or new.state = 'accepted' or new.linked_by_hand)
  execute function note_link_for_fixes();
create trigger link_is_noted_for_fixes after update of machine_changed_at, state, linked_by_hand on suggestion
  for each row when (
    new.tier = 'likely' or new.state = 'accepted' or new.linked_by_hand
    or old.tier = 'likely' or old.state = 'accepted' or old.linked_by_hand)
  execute function note_link_for_fixes();

-- A pull request may name a vulnerability by an alias that is learned later.
create function note_aliases_for_fixes() returns trigger language plpgsql as $$
begin
  insert into fix_link_due (suggestion_id)
  select id from suggestion
  where vulnerability_id in (select vulnerability_id from added)
    and (tier = 'likely' or state = 'accepted' or linked_by_hand);
  return null;
end $$;
create trigger aliases_are_noted_for_fixes after insert on vulnerability_alias
  referencing new table as added for each statement execute function note_aliases_for_fixes();

-- What the mark that stood here until now had not passed, with an hour for what was committed late.
insert into fix_link_due (suggestion_id)
select suggestion.id from suggestion left join fix_link_mark mark on true
where (suggestion.tier = 'likely' or suggestion.state = 'accepted' or suggestion.linked_by_hand)
  and (mark.id is null or suggestion.machine_changed_at >= mark.changed_at - interval '1 hour'
    or exists (select from issue_suggestion taken
      where taken.suggestion_id = suggestion.id and taken.added_at >= mark.added_at - interval '1 hour'));

drop table fix_link_mark;
drop index suggestion_for_fixes;
