-- A draft that a standing rule made is nobody's: its author wrote the rule, and has not seen it.
alter table issue alter column created_by drop not null;
