-- What people on GitHub decided otherwise, such as a label that somebody took away, is kept back with
-- what they did; what a mode keeps back names the mode.
alter table github_delivery add column withheld_why text;
alter table github_delivery drop constraint github_delivery_withheld;
alter table github_delivery add constraint github_delivery_withheld
  check (num_nonnulls(withheld_by, withheld_why) = case state when 'WITHHELD' then 1 else 0 end);
