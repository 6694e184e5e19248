-- Tables whose rows a walk would skip.
create extension if not exists citext;
create table pairs (
    a bigint not null,
    b bigint not null,
    name citext not null,
    primary key (a, b)
);
create unique index pairs_b on pairs (b);
