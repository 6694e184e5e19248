package dev.quire.shop.retail;

import java.util.Locale;

/// The steps that create rows from the staged lines, in order. Each step adds missing rows and skips existing ones
/// without using a sequence value for them, so that a second load of the same lines changes nothing.
///
/// Lines have no key, and an order may contain the same line twice. An item is therefore missing if its order has fewer
/// equal items than were staged.
enum LoadStep {
    /// The name is the most frequent description, and the price is the most frequent one above zero. Ties are resolved
    /// in favour of the newest.
    PRODUCTS("analyze staged_lines", """
            with missing as materialized (
                select * from staged_lines l where not exists (select from products p where p.sku = l.sku)
            ), spans as (
                select sku, min(at) as created_at, max(at) as updated_at, min(position) as position
                from missing group by sku
            ), names as (
                select distinct on (sku) sku, description as name
                from missing where description is not null group by sku, description
                order by sku, count(*) desc, max(at) desc, description
            ), prices as (
                select distinct on (sku) sku, price
                from missing where price > 0 group by sku, price
                order by sku, count(*) desc, max(at) desc, price
            )
            insert into products (sku, name, price, created_at, updated_at)
            select sku, name, coalesce(price, 0.00), created_at, updated_at
            from spans left join names using (sku) left join prices using (sku)
            order by position
            """),

    /// The country is the most frequent one. Ties are resolved alphabetically.
    USERS("analyze products", """
            with missing as materialized (
                select * from staged_lines l
                where username is not null and not exists (select from users u where u.username = l.username)
            ), spans as (
                select username, min(at) as created_at, min(position) as position from missing group by username
            ), countries as (
                select distinct on (username) username, country
                from missing group by username, country order by username, count(*) desc, country
            )
            insert into users (username, email, country, created_at)
            select username, username || '@example.com', country, created_at
            from spans join countries using (username)
            order by position
            """),

    ORDERS("""
            create temporary table known_orders on commit drop as
            select id, number from orders where number in (select number from staged_lines)
            """, """
            with missing as (
                select number, (array_agg(username order by position) filter (where username is not null))[1] as username,
                    (array_agg(country order by position))[1] as country, sum(quantity * price) as total,
                    min(at) as created_at, max(at) as updated_at, min(position) as position
                from staged_lines l where not exists (select from known_orders k where k.number = l.number)
                group by number
            )
            insert into orders (number, user_id, status, country, total, created_at, updated_at)
            select m.number, u.id, case when m.number like 'C%' then 'cancelled' else 'placed' end, m.country,
                round(m.total, greatest(2, min_scale(m.total))), m.created_at, m.updated_at
            from missing m left join users u using (username)
            order by m.position
            """),

    ITEMS("""
            create temporary table staged_items on commit drop as
            with wanted as (
                select l.position, l.at, o.id as order_id, p.id as product_id, l.quantity, l.price, l.description,
                    row_number() over (partition by o.id, p.id, l.quantity, l.price, l.description order by l.position) as copy
                from staged_lines l join orders o using (number) join products p using (sku)
            ), stored as (
                select order_id, product_id, quantity, unit_price as price, coalesce(description, '') as description,
                    count(*) as copies
                from items where order_id in (select id from known_orders) group by 1, 2, 3, 4, 5
            ), ends as (
                select order_id, max(line) as line from items where order_id in (select id from known_orders) group by 1
            )
            select w.position, w.at, w.order_id, w.product_id, w.quantity, w.price, w.description,
                coalesce(e.line, 0) + row_number() over (partition by w.order_id order by w.position) as line
            from wanted w left join ends e using (order_id) left join stored s
                on s.order_id = w.order_id and s.product_id = w.product_id and s.quantity = w.quantity
                and s.price = w.price and s.description = coalesce(w.description, '')
            where w.copy > coalesce(s.copies, 0);
            analyze staged_items
            """, """
            insert into items (order_id, line, product_id, quantity, unit_price, description)
            select order_id, line, product_id, quantity, price, description from staged_items order by position
            """),

    /// The total of an existing order that got more items is recomputed, and its message is updated.
    MESSAGES("""
            update orders o
            set total = round(s.total, greatest(2, min_scale(s.total))), created_at = least(o.created_at, a.at),
                updated_at = now()
            from (select order_id, sum(quantity * unit_price) as total from items
                    where order_id in (select id from known_orders) group by order_id) s
                join (select order_id, min(at) as at from staged_items group by order_id) a using (order_id)
            where o.id = s.order_id;
            create temporary table staged_messages on commit drop as
            select o.id as order_id, o.user_id as author_id, o.created_at, coalesce(u.username, 'A guest')
                || case o.status when 'cancelled' then ' cancelled order ' else ' placed order ' end || o.number
                || ': ' || n.items || case n.items when 1 then ' item' else ' items' end
                || ' for ' || case when o.total < 0 and o.status = 'placed' then '-' else '' end
                || '£' || to_char(abs(o.total), 'FM999,999,999,999,999,999,999,999,990.00') || '.' as body
            from (select order_id, count(*) as items from items
                    where order_id in (select order_id from staged_items) group by order_id) n
                join orders o on o.id = n.order_id left join users u on u.id = o.user_id;
            update messages m set body = s.body from staged_messages s where m.order_id = s.order_id
            """, """
            insert into messages (order_id, author_id, body, created_at)
            select order_id, author_id, body, created_at from staged_messages s
            where not exists (select from messages m where m.order_id = s.order_id)
            order by order_id
            """);

    private final String prepare;
    private final String insert;

    LoadStep(String prepare, String insert) {
        this.prepare = prepare;
        this.insert = insert;
    }

    /// The statements to run before [#insert].
    String prepare() {
        return prepare;
    }

    /// The statement that adds the rows.
    String insert() {
        return insert;
    }

    /// The table that the step fills. The name is also shown to the user.
    String table() {
        return name().toLowerCase(Locale.ROOT);
    }
}
