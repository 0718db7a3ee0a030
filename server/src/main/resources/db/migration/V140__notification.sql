-- What happened to public issues, once each: what feeds show and people are told.
create table happening (
  id bigint generated always as identity primary key,
  key text not null unique, -- issue/12/published: the same is never told twice
  kind text not null check (kind in
    ('published', 'status', 'closed', 'reopened', 'no_longer_applies', 'suggested')),
  issue_id bigint references issue (id) on delete cascade, -- null: a suggestion
  link text not null, -- path of the page that it is about
  title text not null,
  words text not null,
  at timestamptz not null,
  told_at timestamptz -- null: nobody was told yet
);
create index happening_untold on happening (id) where told_at is null;
create index happening_of_issue on happening (issue_id, id desc);

-- What it concerns, as people follow it.
create table happening_topic (
  happening_id bigint not null references happening (id) on delete cascade,
  kind text not null check (kind in ('package', 'project', 'channel', 'issue', 'maintainer')),
  key text not null, -- attribute, number of the project, channel, number of the issue, GitHub id
  primary key (kind, key, happening_id)
);
create index happening_topic_of on happening_topic (happening_id);

-- Where each published issue stood when it was last looked at.
create table issue_standing (
  issue_id bigint primary key references issue (id) on delete cascade,
  standing text, -- a line for each channel and package; null: what is found next is no news
  due boolean not null default true
);
create index issue_standing_due on issue_standing (issue_id) where due;

create table subscription (
  id bigint generated always as identity primary key,
  account_id bigint not null references account (account_id),
  kind text not null check (kind in ('package', 'project', 'channel', 'issue', 'maintainer', 'search')),
  key text not null, -- as of happening_topic; of a search its query string
  way text not null check (way in ('product', 'mail', 'daily', 'weekly', 'off')),
  raw boolean not null default false, -- likely suggestions too, before anybody looked at them
  since timestamptz not null,
  unique (account_id, kind, key)
);
create index subscription_of on subscription (kind, key);

-- Whom what was told in which way.
create table notice (
  happening_id bigint not null references happening (id) on delete cascade,
  account_id bigint not null references account (account_id),
  way text not null check (way in ('product', 'mail', 'daily', 'weekly')),
  because text not null, -- "you follow the package xz"
  made_at timestamptz not null,
  read_at timestamptz, -- of those in the product
  message_id bigint, -- the mail that tells it, null until there is one
  primary key (happening_id, account_id, way)
);
create index notice_of_account on notice (account_id, happening_id desc) where way = 'product';
create index notice_unread on notice (account_id) where way = 'product' and read_at is null;
create index notice_to_collect on notice (way, account_id) where message_id is null and way in ('daily', 'weekly');
create index notice_of_message on notice (message_id) where message_id is not null;

-- A confirmed address. Nobody but its account sees it.
create table mail_address (
  account_id bigint primary key references account (account_id),
  address text not null,
  confirmed_at timestamptz not null,
  stopped_at timestamptz -- unsubscribed: everything else stays as it was
);

-- Only the hash of a link is kept, and the row no longer than the link can be used.
create table mail_confirmation (
  id bigint generated always as identity primary key,
  account_id bigint not null references account (account_id),
  address text not null,
  token_hash bytea unique, -- null until the mail is being sent
  asked_at timestamptz not null,
  expires_at timestamptz not null
);
create index mail_confirmation_of on mail_confirmation (account_id);
create index mail_confirmation_to on mail_confirmation (lower(address));

-- Mails that are to leave. Neither address nor text is kept here: both are put together when it leaves.
create table mail_message (
  id bigint generated always as identity primary key,
  key text not null unique,
  account_id bigint not null references account (account_id),
  kind text not null check (kind in ('confirmation', 'notice', 'digest')),
  state text not null default 'waiting' check (state in
    ('waiting', 'sending', 'sent', 'uncertain', 'failed', 'dropped')),
  attempts int not null default 0,
  next_try_at timestamptz not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  error text -- never the server's own words, which name addresses
);
create index mail_message_due on mail_message (next_try_at, id) where state in ('waiting', 'sending');
create index mail_message_of on mail_message (account_id, id desc);

create table mail_unsubscribe (
  token_hash bytea primary key,
  account_id bigint not null references account (account_id),
  made_at timestamptz not null
);
create index mail_unsubscribe_of on mail_unsubscribe (account_id);

-- Ids of feeds stay when the server moves to another host. Drawn when the first feed is asked for: a
-- restore fills a database without a row.
create table feed_identity (
  id int primary key default 1 check (id = 1),
  identity uuid not null
);

-- An address never outlives its account, whoever deletes it: the service or a command.
create function forget_notifications() returns trigger language plpgsql as $$
begin
  delete from mail_address where account_id = new.account_id;
  delete from mail_confirmation where account_id = new.account_id;
  delete from mail_message where account_id = new.account_id;
  delete from mail_unsubscribe where account_id = new.account_id;
  delete from notice where account_id = new.account_id;
  delete from subscription where account_id = new.account_id;
  return new;
end $$;
create trigger account_forgets_notifications after update of deleted_at on account
  for each row when (new.deleted_at is not null) execute function forget_notifications();
