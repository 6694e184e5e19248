package dev.quire.listing;

import java.util.Set;

/// The names of the parameters of a list, except filters.
public final class ListParameters {

    static final String PAGE = "page";
    static final String PER_PAGE = "per_page";
    static final String OFFSET = "offset";
    static final String LIMIT = "limit";
    static final String CURSOR = CollectionParameters.CURSOR;

    public static final Set<String> NAMES = Set.of(
            PAGE,
            PER_PAGE,
            OFFSET,
            LIMIT,
            CURSOR,
            CollectionParameters.SORT,
            CollectionParameters.FIELDS,
            CollectionParameters.NUMBERS,
            CountParameter.COUNT,
            EmbedParameter.EMBED);

    /// The parameters of lists that exports do not support.
    public static final Set<String> NOT_OF_EXPORTS =
            Set.of(PAGE, PER_PAGE, OFFSET, LIMIT, CountParameter.COUNT, EmbedParameter.EMBED);

    private ListParameters() {}
}
