-- How often each collection has changed: its generation, by which caches tell what is out of date. Whoever writes
-- counts, by whatever program: triggers note every changing statement, once a transaction and collection.
--
-- A counter that is updated would make writers wait for one another, and deadlock where they write two collections in
-- different orders. So each transaction adds a row of its own, and the rows are folded into a sum now and then; sum and
-- rows together are the number of committed changes, which grows with every commit, in the snapshot of every reader.

create table collection_changes (collection text collate "C" not null)
    with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create table collection_change_sums (
    collection text collate "C" primary key,
    changes bigint not null
);

-- Security definer: who may write a collection need not know of this.
create function collection_changed() returns trigger
    language plpgsql security definer as $$
declare
    noted text := 'quire_noted.c' || md5(tg_argv[0]);
begin
    -- Set for the transaction, and taken back with the row where a savepoint is.
    if coalesce(current_setting(noted, true), '') = '' then
        insert into collection_changes values (tg_argv[0]);
        perform set_config(noted, 'yes', true);
        perform pg_notify('collection_changed', tg_argv[0]);
    end if;
    return null;
end $$;
-- Its own tables only: a session's temporary ones come last.
do $$ begin
    execute format('alter function collection_changed() set search_path = %I, pg_temp', current_schema());
end $$;

-- Tells the caches of every change of this table: `select track_changes('toys')`.
-- What replication applies is a change, too, and fires triggers of rows only.
create function track_changes(tracked regclass, collection text default null) returns void language plpgsql as $$
declare
    collection text := coalesce(track_changes.collection, tracked::text);
    name text := 'collection_changed_' || collection;
begin
    if exists (select from pg_inherits where inhparent = tracked)
        or exists (select from pg_class where oid = tracked and relkind = 'p') then
        raise exception '% has partitions: what is written to them directly would go unnoticed', tracked;
    end if;
    execute format('create trigger %I after insert or update or delete or truncate on %s'
        ' for each statement execute function collection_changed(%L)', name, tracked, collection);
    execute format('alter table %s enable always trigger %I', tracked, name);
    execute format('create trigger %I after insert or update or delete on %s'
        ' for each row execute function collection_changed(%L)', name || '_replicated', tracked, collection);
    execute format('alter table %s enable replica trigger %I', tracked, name || '_replicated');
end $$;

-- Rows that another session folds just now are left to it.
create function fold_collection_changes() returns void language sql as $$
    with folded as (
        delete from collection_changes
        where ctid = any (array(select ctid from collection_changes for update skip locked))
        returning collection
    )
    insert into collection_change_sums as sums
    select collection, count(*) from folded group by collection order by collection
    on conflict (collection) do update set changes = sums.changes + excluded.changes
$$;

-- The collections whose changes are noted. The history is another one in another database, and where a standby takes
-- over or a backup is restored: the changes may then count up to the same number twice.
create view collection_generations as
select
    tracked.collection,
    md5(concat_ws(' ',
        (select system_identifier from pg_control_system()),
        (select oid from pg_database where datname = current_database()),
        'collection_changes'::regclass::oid,
        'collection_change_sums'::regclass::oid,
        substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))) as history,
    coalesce((select changes from collection_change_sums sums where sums.collection = tracked.collection), 0)
        + (select count(*) from collection_changes noted where noted.collection = tracked.collection) as changes,
    (select count(*) from collection_changes) as unfolded
from (
    select split_part(encode(tgargs, 'escape'), '\000', 1) collate "C" as collection
    from pg_trigger
    where tgfoid = 'collection_changed'::regproc and tgtype & 1 = 0 -- that of statements
    group by 1
    having bool_and(tgenabled = 'A')
) tracked;

select track_changes('products');
select track_changes('users');
select track_changes('orders');
select track_changes('items');
select track_changes('messages');
