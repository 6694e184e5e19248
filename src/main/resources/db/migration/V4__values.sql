-- Values that JSON numbers and RFC 3339 cannot express have no place in the shop: NaN, the infinite ones, and years
-- outside 1 to 9999. NaN is greater than infinity. Not valid, as in V2.
alter table products
    add constraint products_price_check check (price > '-infinity' and price < 'infinity') not valid,
    add constraint products_created_at_check
        check (created_at >= '0001-01-01 00:00:00Z' and created_at < '10000-01-01 00:00:00Z') not valid;
alter table users add constraint users_created_at_check
    check (created_at >= '0001-01-01 00:00:00Z' and created_at < '10000-01-01 00:00:00Z') not valid;
alter table orders
    add constraint orders_total_check check (total > '-infinity' and total < 'infinity') not valid,
    add constraint orders_created_at_check
        check (created_at >= '0001-01-01 00:00:00Z' and created_at < '10000-01-01 00:00:00Z') not valid;
alter table items add constraint items_unit_price_check
    check (unit_price > '-infinity' and unit_price < 'infinity') not valid;
alter table messages add constraint messages_created_at_check
    check (created_at >= '0001-01-01 00:00:00Z' and created_at < '10000-01-01 00:00:00Z') not valid;

-- When each row was last changed, by whatever program. The default is the same for all existing rows, so that no table
-- is rewritten.
alter table users add column updated_at timestamptz not null default now();
alter table items add column updated_at timestamptz not null default now();
alter table messages add column updated_at timestamptz not null default now();
alter table products alter column updated_at set default now();
alter table orders alter column updated_at set default now();

create function set_updated_at() returns trigger language plpgsql as $$
begin
    new.updated_at := now();
    return new;
end $$;

do $$
declare
    changed text;
begin
    foreach changed in array array['products', 'users', 'orders', 'items', 'messages'] loop
        -- A statement that sets the time itself, as the import does, keeps it.
        execute format('create trigger set_updated_at before update on %I for each row'
            ' when (old.* is distinct from new.* and old.updated_at is not distinct from new.updated_at)'
            ' execute function set_updated_at()', changed);
        execute format('alter table %1$I add constraint %2$I'
            ' check (updated_at >= ''0001-01-01 00:00:00Z'' and updated_at < ''10000-01-01 00:00:00Z'') not valid',
            changed, changed || '_updated_at_check');
        execute format('create index %2$I on %1$I (updated_at, id)', changed, changed || '_updated_at');
    end loop;
end $$;
