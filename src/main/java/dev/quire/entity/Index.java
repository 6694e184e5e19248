package dev.quire.entity;

import dev.quire.pagination.Direction;
import dev.quire.pagination.Nulls;
import dev.quire.pagination.SortKey;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/// A usable b-tree index as described by PostgreSQL's system catalogs: valid, and not partial.
record Index(List<Column> columns) {

    /// An index column with its sort direction and null placement.
    ///
    /// @param option PostgreSQL's `indoption`: bit 0 for descending, bit 1 for nulls first
    record Column(String name, int option) {

        static Column of(String name, SortKey key) {
            return new Column(
                    name, (key.direction() == Direction.DESCENDING ? 1 : 0) + (key.nulls() == Nulls.FIRST ? 2 : 0));
        }

        Column reversed() {
            return new Column(name, 3 - option);
        }

        @Override
        public String toString() {
            return name
                    + switch (option) {
                        case 1 -> " desc nulls last";
                        case 2 -> " nulls first";
                        case 3 -> " desc";
                        default -> "";
                    };
        }
    }

    private static final String CATALOGUE = """
            select string_agg(coalesce(a.attname, '') || ':' || (i.indoption[n] & 3), ',' order by n)
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            join pg_am m on m.oid = c.relam and m.amname = 'btree'
            cross join lateral generate_series(0, i.indnkeyatts - 1) n
            left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[n]
            where i.indrelid = cast(:table as regclass) and i.indisvalid and i.indpred is null
            group by i.indexrelid
            """;

    /// The usable indexes of a table. An indexed expression appears as a column with an empty name.
    static List<Index> of(StatelessSession session, String table) {
        return session.createNativeQuery(CATALOGUE, String.class)
                .setParameter("table", table)
                .getResultStream()
                .map(Index::parse)
                .toList();
    }

    private static Index parse(String text) {
        return new Index(Stream.of(text.split(","))
                .map(column -> column.split(":"))
                .map(parts -> new Column(parts[0], Integer.parseInt(parts[1])))
                .toList());
    }

    boolean beginsWith(String column) {
        return columns.getFirst().name().equals(column);
    }

    /// Whether a forward or backward scan of this index returns rows in this order.
    boolean serves(List<Column> order) {
        return begins(columns, order)
                || begins(columns, order.stream().map(Column::reversed).toList());
    }

    /// Whether a scan for one value of the first column returns rows in this order.
    boolean serves(String first, List<Column> order) {
        return beginsWith(first) && new Index(columns.subList(1, columns.size())).serves(order);
    }

    private static boolean begins(List<Column> columns, List<Column> prefix) {
        return columns.size() >= prefix.size()
                && columns.subList(0, prefix.size()).equals(prefix);
    }
}
