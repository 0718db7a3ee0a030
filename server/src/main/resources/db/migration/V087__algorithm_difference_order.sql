-- The queue's own differences first: 0 where the card is or would be in the queue. Kept with an index, so
-- that a page is read without looking at all others.
alter table suggestion_difference add column part smallint not null generated always as
  (case when state_after = 'pending' or state_before is not distinct from 'pending' then 0 else 1 end) stored;
create index suggestion_difference_part on suggestion_difference (part, id);
