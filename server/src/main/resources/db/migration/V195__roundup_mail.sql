-- Who wants the weekly roundup by mail.
create table report_subscription (
  account_id bigint primary key references account (account_id),
  since timestamptz not null
);

-- When its mails were put on their way, once for all: those of before are old news.
alter table weekly_report add mailed_at timestamptz;
update weekly_report set mailed_at = made_at;

alter table mail_message drop constraint mail_message_kind_check;
alter table mail_message add constraint mail_message_kind_check
  check (kind in ('confirmation', 'notice', 'digest', 'letter'));

-- What somebody chose of reports never outlives the account, whoever deletes it.
create function forget_report_choices() returns trigger language plpgsql as $$
begin
  delete from report_subscription where account_id = new.account_id;
  delete from report_thanks where account_id = new.account_id;
  return new;
end $$;
create trigger account_forgets_report_choices after update of deleted_at on account
  for each row when (new.deleted_at is not null) execute function forget_report_choices();
