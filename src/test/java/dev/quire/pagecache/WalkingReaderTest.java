package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.OtherSettings;
import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The next page is prefetched for a client that reads page after page.
@QuarkusTest
@TestProfile(OtherSettings.class)
class WalkingReaderTest {

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void invalidate() {
        Database.touch();
    }

    /// Waits for at most half a second until another page has been cached.
    private void awaitPrefetch() throws InterruptedException {
        var entries = meters.find("quire.cache.entries").gauge();
        var before = entries.value();
        for (int i = 0; i < 100 && entries.value() <= before; i++) {
            Thread.sleep(5);
        }
    }

    private static String status(Answer answer) {
        return answer.response().header("Cache-Status");
    }

    @Test
    void theNextPageIsPrefetchedInEveryModeOfPaging() throws InterruptedException {
        for (var start : List.of(
                "per_page=9", "limit=9&offset=0", "per_page=9&count=none&sort=-price.nullslast,name.nullsfirst")) {
            var used = meters.counter("quire.prefetch", "outcome", "used").count();
            var answer = Answer.get("/api/toys?" + start);
            var ids = new ArrayList<>(answer.ids());
            var prefetched = 0;
            while (ids.size() < 90) {
                awaitPrefetch();
                answer = Answer.get(answer.links().get("next"));
                ids.addAll(answer.ids());
                prefetched += status(answer).startsWith("quire; hit") ? 1 : 0;
            }
            assertEquals(ids.size(), new HashSet<>(ids).size());
            assertTrue(prefetched >= 7, prefetched + " of 9 pages were prefetched: " + start);
            assertEquals(
                    prefetched,
                    meters.counter("quire.prefetch", "outcome", "used").count() - used,
                    start);
        }
    }

    @Test
    void theNextPageIsPrefetchedForACursor() throws InterruptedException {
        var answer = Answer.get("/api/messages?per_page=9");
        var prefetched = 0;
        for (int i = 0; i < 9; i++) {
            awaitPrefetch();
            answer = Answer.get(answer.links().get("next"));
            prefetched += status(answer).startsWith("quire; hit") ? 1 : 0;
        }
        assertTrue(prefetched >= 7, prefetched + " of 9 pages were prefetched");
    }

    @Test
    void aWriteInvalidatesPrefetchedPages() throws InterruptedException {
        var target = "/api/toys?per_page=9&sort=weight,-made_at&fields=id,weight";
        var second = Answer.get(Answer.get(target).links().get("next"));
        awaitPrefetch();
        Database.write("insert into toys (name, weight, made_at) values ('first', -1000, now())");
        try {
            var third = Answer.get(second.links().get("next"));
            assertEquals(second.ids().getLast(), third.ids().getFirst());
        } finally {
            Database.write("delete from toys where weight = -1000");
        }
    }

    @Test
    void nothingIsPrefetchedForAClientThatJumpsBetweenPages() throws InterruptedException {
        var keys = meters.find("quire.cache.entries").gauge().value();
        for (int page : List.of(90, 17, 55, 31, 72, 8)) {
            Answer.get("/api/toys?per_page=9&count=none&page=" + page);
        }
        Thread.sleep(200);
        assertTrue(meters.find("quire.cache.entries").gauge().value() <= keys + 6);
    }
}
