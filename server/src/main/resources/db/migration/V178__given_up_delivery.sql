-- What GitHub refuses for good (it is not there, or does not take it) is given up after some tries,
-- shown with its reason, and tried again when a person says so.
alter table github_delivery drop constraint github_delivery_state_check;
alter table github_delivery add constraint github_delivery_state_check
  check (state in ('WAITING', 'DELIVERED', 'WITHHELD', 'GIVEN_UP'));
alter table github_delivery add column refusals int not null default 0; -- among the attempts
create index github_delivery_given_up on github_delivery (subject) where state = 'GIVEN_UP';
