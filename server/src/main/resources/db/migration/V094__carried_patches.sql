-- Whose evaluation a snapshot's patches and sources are from: its own, or one before it, of which
-- unchanged packages keep theirs. Null: there was none.
alter table snapshot add patches_snapshot bigint references snapshot (id);
alter table snapshot add patches_unread int not null default 0; -- packages whose patches are not known
update snapshot set patches_snapshot = id where sources_fingerprint is not null;
update snapshot set patches_unread = packages where sources_fingerprint is null;
