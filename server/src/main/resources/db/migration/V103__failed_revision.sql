-- Which revision failed last: another one is tried at once.
alter table channel_fetch add failed_revision text;
