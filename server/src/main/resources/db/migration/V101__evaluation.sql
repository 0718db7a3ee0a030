-- How the evaluation of each channel goes: of one revision, the last one that was begun with.
create table evaluation (
  channel_id int primary key references channel (id),
  revision text not null,
  origin text, -- who found what is known of it: job or upload; null: nobody yet
  packages int not null default 0, -- of which it told patches and sources
  unread int not null default 0, -- attributes that could not be evaluated, whole or their patches
  learned_at timestamptz,
  failures int not null default 0,
  error text, -- why the last try failed, or what it waits for
  tried_at timestamptz,
  retry_at timestamptz, -- not to be tried again before; null: not at all
  constraint evaluation_learned check ((origin is null) = (learned_at is null))
);
