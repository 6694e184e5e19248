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

/// A client that reads page after page finds the next one in the cache.
@QuarkusTest
@TestProfile(OtherSettings.class)
class WalkingReaderTest {

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void forget() {
        Database.touch();
    }

    /// Takes a while, in which a page more may come to be kept.
    private void read() throws InterruptedException {
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
    void whoWalksFindsTheNextPageReadyInEveryMode() throws InterruptedException {
        for (var start : List.of(
                "per_page=9", "limit=9&offset=0", "per_page=9&count=none&sort=-price.nullslast,name.nullsfirst")) {
            var used = meters.counter("quire.prefetch", "outcome", "used").count();
            var answer = Answer.get("/api/toys?" + start);
            var ids = new ArrayList<>(answer.ids());
            var ready = 0;
            while (ids.size() < 90) {
                read();
                answer = Answer.get(answer.links().get("next"));
                ids.addAll(answer.ids());
                ready += status(answer).startsWith("quire; hit") ? 1 : 0;
            }
            assertEquals(ids.size(), new HashSet<>(ids).size());
            assertTrue(ready >= 7, ready + " of 9 were ready: " + start);
            assertEquals(
                    ready, meters.counter("quire.prefetch", "outcome", "used").count() - used, start);
        }
    }

    @Test
    void whoWalksByCursorFindsTheNextPageReady() throws InterruptedException {
        var answer = Answer.get("/api/messages?per_page=9");
        var ready = 0;
        for (int i = 0; i < 9; i++) {
            read();
            answer = Answer.get(answer.links().get("next"));
            ready += status(answer).startsWith("quire; hit") ? 1 : 0;
        }
        assertTrue(ready >= 7, ready + " of 9 were ready");
    }

    @Test
    void whatWasFetchedAheadIsOutOfDateLikeAllElse() throws InterruptedException {
        var target = "/api/toys?per_page=9&sort=weight,-made_at&fields=id,weight";
        var second = Answer.get(Answer.get(target).links().get("next"));
        read();
        Database.write("insert into toys (name, weight, made_at) values ('first', -1000, now())");
        try {
            var third = Answer.get(second.links().get("next"));
            assertEquals(second.ids().getLast(), third.ids().getFirst());
        } finally {
            Database.write("delete from toys where weight = -1000");
        }
    }

    @Test
    void whoJumpsAboutHasNothingFetchedAhead() throws InterruptedException {
        var keys = meters.find("quire.cache.entries").gauge().value();
        for (int page : List.of(90, 17, 55, 31, 72, 8)) {
            Answer.get("/api/toys?per_page=9&count=none&page=" + page);
        }
        Thread.sleep(200);
        assertTrue(meters.find("quire.cache.entries").gauge().value() <= keys + 6);
    }
}
