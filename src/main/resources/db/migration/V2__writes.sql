-- An order whose items are exchanged is another one, whatever its total. The one step that rewrites a table.
alter table orders add column updated_at timestamptz;
update orders set updated_at = created_at;
alter table orders alter column updated_at set not null;

-- What clients write is bounded here, too. Text that items are sorted by has at most 200 bytes, so that a cursor can
-- always carry it. Not valid: these neither read all rows while everybody waits, nor fail at an old long text.
alter table products
    add constraint products_sku_check check (octet_length(sku) <= 200) not valid,
    add constraint products_name_check check (octet_length(name) <= 200) not valid;
alter table users
    add constraint users_username_check check (octet_length(username) <= 200) not valid,
    add constraint users_email_check check (octet_length(email) <= 200) not valid,
    add constraint users_country_check check (octet_length(country) <= 200) not valid;
alter table orders
    add constraint orders_number_check check (octet_length(number) <= 200) not valid,
    add constraint orders_country_check check (octet_length(country) <= 200) not valid;

-- The answers of requests that bore an Idempotency-Key, kept by the transaction of the write itself.
-- principal: who asked; empty as long as nobody is told apart. target: the collection or the item written.
-- fingerprint: a digest of the body and the preconditions.
create table idempotency_keys (
    principal text collate "C" not null,
    key text collate "C" not null,
    method text collate "C" not null,
    target text collate "C" not null,
    fingerprint text collate "C" not null,
    status integer not null,
    location text collate "C",
    etag text collate "C",
    body text collate "C",
    created_at timestamptz not null,
    primary key (principal, key, method, target)
);
create index idempotency_keys_created_at on idempotency_keys (created_at);
