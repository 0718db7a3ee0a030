-- The roundup of a week that is over: written once, never again.
create table weekly_report (
  week text primary key, -- 2026-W47
  made_at timestamptz not null,
  body text not null, -- JSON
  active bigint[] not null -- accounts that did something: named as long as they want to be, and never counted
);

-- Who wants to be thanked in it by name.
create table report_thanks (
  account_id bigint primary key references account (account_id),
  since timestamptz not null
);
