-- What changed in detail, and by whom, is for triagers; others are told that something did.
alter table issue_told add column inside boolean not null default false;
update issue_told set inside = true
where why = 'watched' and (words like 'changed %' or words like 'no longer counts %');
