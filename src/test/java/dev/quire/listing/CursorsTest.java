package dev.quire.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.quire.catalogue.Declaration;
import dev.quire.http.QueryString;
import dev.quire.pagination.Count;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Page;
import dev.quire.pagination.Row;
import dev.quire.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CursorsTest {

    record Note(Long id, String text) {}

    private static final Declaration NOTES =
            Declaration.of("notes", Note.class, "Notes.").orders("id", "text");

    /// Without a cursor, a client would take the page for the last one.
    @Test
    void aPageThatNoCursorCanContinueIsRefusedInEveryMode() {
        var text = new Random(7)
                .ints(6_000, ' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        for (var query : List.of("sort=text&page=1", "sort=text&limit=1", "sort=text")) {
            var request =
                    new RequestParser(NOTES, QueryString.parse(query)).list(RequestParserPropertyTest.CODEC, List.of());
            var page = Page.of(
                    request.place(), List.of(new Row(Map.of(), new Keyset(List.of(text, 7L)))), new Count.Unknown());
            var refused = assertThrows(
                    ProblemException.class, () -> Cursors.of(page, RequestParserPropertyTest.CODEC, NOTES, request));
            assertEquals(
                    "sort: cannot continue at an item whose values in this order are too long for a cursor;"
                            + " supported sorts: id · -id · text · -text.",
                    refused.getMessage());
        }
    }
}
