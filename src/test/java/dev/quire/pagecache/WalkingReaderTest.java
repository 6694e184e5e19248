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
import org.junit.jupiter.api.Timeout;

/// The next page is prefetched for a client that reads page after page.
@QuarkusTest
@TestProfile(OtherSettings.class)
@Timeout(60)
class WalkingReaderTest {

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void invalidate() {
        Database.touch();
    }

    private double prefetches(String outcome) {
        return meters.counter("quire.prefetch", "outcome", outcome).count();
    }

    /// Reads the next page, and waits until the page after it has been prefetched, or skipped.
    private Answer next(Answer answer) throws InterruptedException {
        var before = prefetches("fetched") + prefetches("skipped");
        var next = Answer.get(answer.links().get("next"));
        while (next.links().containsKey("next") && prefetches("fetched") + prefetches("skipped") == before) {
            Thread.sleep(5);
        }
        return next;
    }

    private static String status(Answer answer) {
        return answer.response().header("Cache-Status");
    }

    @Test
    void theNextPageIsPrefetchedInEveryModeOfPaging() throws InterruptedException {
        for (var start : List.of(
                "per_page=9", "limit=9&offset=0", "per_page=9&count=none&sort=-price.nullslast,name.nullsfirst")) {
            var used = prefetches("used");
            var answer = Answer.get("/api/toys?" + start);
            var ids = new ArrayList<>(answer.ids());
            var prefetched = 0;
            while (ids.size() < 90) {
                answer = next(answer);
                ids.addAll(answer.ids());
                prefetched += status(answer).startsWith("quire; hit") ? 1 : 0;
            }
            assertEquals(ids.size(), new HashSet<>(ids).size());
            assertTrue(prefetched >= 7, prefetched + " of 9 pages were prefetched: " + start);
            assertEquals(prefetched, prefetches("used") - used, start);
        }
    }

    @Test
    void theNextPageIsPrefetchedForACursor() throws InterruptedException {
        var answer = Answer.get("/api/messages?per_page=9");
        var prefetched = 0;
        for (int i = 0; i < 9; i++) {
            answer = next(answer);
            prefetched += status(answer).startsWith("quire; hit") ? 1 : 0;
        }
        assertTrue(prefetched >= 7, prefetched + " of 9 pages were prefetched");
    }

    @Test
    void aWriteInvalidatesPrefetchedPages() throws InterruptedException {
        var target = "/api/toys?per_page=9&sort=weight,-made_at&fields=id,weight";
        var second = next(Answer.get(target));
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
        var before = prefetches("fetched") + prefetches("skipped");
        for (int page : List.of(90, 17, 55, 31, 72, 8)) {
            Answer.get("/api/toys?per_page=9&count=none&page=" + page);
        }
        next(Answer.get("/api/toys?per_page=8&count=none")); // A prefetch that was started earlier would end earlier.
        assertEquals(before + 1, prefetches("fetched") + prefetches("skipped"));
    }
}
