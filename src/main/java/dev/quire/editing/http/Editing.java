package dev.quire.editing.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.bulkhead.Bulkhead;
import dev.quire.bulkhead.Workload;
import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.EditableCollection;
import dev.quire.edge.EdgeConfig;
import dev.quire.edge.UnreadBody;
import dev.quire.editing.Once;
import dev.quire.editing.Outcome;
import dev.quire.editing.Transactions;
import dev.quire.http.Address;
import dev.quire.http.QueryString;
import dev.quire.listing.CurrentExchange;
import dev.quire.listing.ItemBody;
import dev.quire.listing.Parents;
import dev.quire.logging.Audit;
import dev.quire.pagination.Filter;
import dev.quire.pagination.InvalidValueException;
import dev.quire.pagination.NumberForm;
import dev.quire.problem.ProblemException;
import dev.quire.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Handles writes for every collection: reads the request, runs it in a transaction with a permit of the bulkhead,
/// and responds with the item as stored. Errors are thrown as [ProblemException]s or as
/// [dev.quire.availability.UnavailableException]. Thread-safe; acts on the current exchange.
@Singleton
public final class Editing {

    public static final String MERGE_PATCH = "application/merge-patch+json";

    private final Catalogue catalogue;
    private final CurrentExchange exchange;
    private final Transactions transactions;
    private final Bulkhead bulkhead;
    private final Validator validator;
    private final ObjectMapper json;
    private final Clock clock;
    private final int maxBodySize;

    Editing(
            Catalogue catalogue,
            CurrentExchange exchange,
            Transactions transactions,
            Bulkhead bulkhead,
            Validator validator,
            ObjectMapper json,
            Clock clock,
            EdgeConfig edge) {
        this.catalogue = catalogue;
        this.exchange = exchange;
        this.transactions = transactions;
        this.bulkhead = bulkhead;
        this.validator = validator;
        this.json = json;
        this.clock = clock;
        this.maxBodySize = Math.toIntExact(edge.maxBodySize().asLongValue());
    }

    /// Creates an item. Responds 201 with the item, its entity tag and its URL in `Location`.
    ///
    /// @param content the body; at most `quire.edge.max-body-size` bytes are read
    public Response create(EditableCollection collection, InputStream content) {
        var request = new WriteRequest(request());
        request.requireMediaType(MediaType.APPLICATION_JSON);
        request.refusePreconditions();
        var body = read(content);
        var name = collection.declaration().name();
        var address = Address.of(request(), QueryString.parse(null)).url().replaceFirst("/+$", "");
        return answer(collection, null, request.once(owner(), name, body), () -> {
            var values = reader(collection).readComplete(body);
            stamp(collection, values, "created_at", "updated_at");
            collection.draft().completion().complete(values, catalogue);
            var key = collection.store().create(values);
            return outcome(201, address + "/" + key, item(collection, key), true);
        });
    }

    /// Changes the fields that the body names: a merge patch (RFC 7396). Responds 200 with the item.
    public Response change(EditableCollection collection, String id, InputStream content) {
        var request = new WriteRequest(request());
        request.requireMediaType(MERGE_PATCH, MediaType.APPLICATION_JSON);
        var body = read(content);
        return update(collection, request, id, body, () -> reader(collection).readPatch(body));
    }

    /// Replaces all writable fields. Responds 200 with the item; does not create one that does not exist.
    public Response replace(EditableCollection collection, String id, InputStream content) {
        var request = new WriteRequest(request());
        request.requireMediaType(MediaType.APPLICATION_JSON);
        var body = read(content);
        return update(collection, request, id, body, () -> reader(collection).readComplete(body));
    }

    private Response update(
            EditableCollection collection,
            WriteRequest request,
            String id,
            byte[] body,
            Supplier<Map<String, @Nullable Object>> reader) {
        var key = key(collection, id);
        var preconditions = request.preconditions();
        return answer(collection, key, request.once(owner(), target(collection, key), body), () -> {
            var values = reader.get();
            var before = lock(collection, key);
            preconditions.check(() -> tags(before));
            collection.draft().completion().complete(values, catalogue);
            if (isUnchanged(values, before)) {
                return outcome(200, null, before, false);
            }
            stamp(collection, values, "updated_at");
            collection.store().change(key, values);
            return outcome(200, null, item(collection, key), true);
        });
    }

    /// Deletes the item. Responds 204.
    public Response delete(EditableCollection collection, String id) {
        var request = new WriteRequest(request());
        var key = key(collection, id);
        var preconditions = request.preconditions();
        return answer(collection, key, request.once(owner(), target(collection, key), new byte[0]), () -> {
            preconditions.check(() -> tags(lock(collection, key)));
            if (!collection.store().delete(key)) {
                throw Parents.notFound();
            }
            return new Outcome(204, null, null, null, true);
        });
    }

    private byte[] read(InputStream content) {
        try {
            var body = content.readNBytes(maxBodySize + 1);
            if (body.length <= maxBodySize) {
                return body;
            }
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The request body is incomplete. Send the request again.");
        }
        UnreadBody.leave(exchange.context());
        throw new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, ProblemType.PAYLOAD_TOO_LARGE.detail());
    }

    private DraftReader reader(EditableCollection collection) {
        return new DraftReader(collection.declaration(), collection.draft(), validator);
    }

    private static boolean isUnchanged(Map<String, @Nullable Object> values, Map<String, @Nullable Object> before) {
        return values.entrySet().stream()
                .allMatch(value -> before.containsKey(value.getKey())
                        && Objects.equals(value.getValue(), before.get(value.getKey())));
    }

    /// Sets those of these timestamps that the items have and the draft does not let clients write.
    private void stamp(EditableCollection collection, Map<String, @Nullable Object> values, String... fields) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var field : fields) {
            if (collection.declaration().field(field).isPresent()
                    && collection.draft().part(field).isEmpty()) {
                values.put(field, now);
            }
        }
    }

    private static Map<String, @Nullable Object> lock(EditableCollection collection, Object key) {
        return collection.store().lock(key, collection.declaration().fields()).orElseThrow(Parents::notFound);
    }

    /// Reads the item as a GET would return it, within the current transaction.
    private static Map<String, @Nullable Object> item(EditableCollection collection, Object key) {
        var declaration = collection.declaration();
        return collection
                .source()
                .item(declaration.fields(), List.of(Filter.equal(declaration.key(), key)))
                .orElseThrow();
    }

    private static String target(EditableCollection collection, Object key) {
        return collection.declaration().name() + "/" + key;
    }

    private static Object key(EditableCollection collection, String id) {
        try {
            return collection.declaration().key().parse(id);
        } catch (InvalidValueException e) {
            throw Parents.notFound();
        }
    }

    /// The entity tags of the item, one for each form of numbers in which a client may have read it.
    private List<String> tags(Map<String, @Nullable Object> item) {
        return Stream.of(NumberForm.values())
                .map(numbers -> ItemBody.of(item, numbers, json).etag())
                .toList();
    }

    private Outcome outcome(
            int status, @Nullable String location, Map<String, @Nullable Object> item, boolean changed) {
        var body = ItemBody.of(item, NumberForm.JSON, json);
        return new Outcome(status, location, body.etag(), body.json(), changed);
    }

    /// Runs the write and builds the response.
    ///
    /// @param key of the item to write; null for a new item
    private Response answer(
            EditableCollection collection, @Nullable Object key, @Nullable Once once, Supplier<Outcome> work) {
        var name = collection.declaration().name();
        var outcome = Refusals.asProblems(
                () -> bulkhead.run(Workload.WRITES, () -> transactions.run(new Transactions.Write(once, work))));
        if (outcome.changed()) {
            var item = key == null ? String.valueOf(outcome.location()).replaceFirst(".*/", "") : key.toString();
            Audit.written(exchange.principal().toString(), request().method().name(), name, item, outcome.status());
        }
        var answer = Response.status(outcome.status());
        if (outcome.body() != null) {
            answer.type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(outcome.body().getBytes(StandardCharsets.UTF_8))
                    .header(HttpHeaders.ETAG, outcome.etag())
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
        if (outcome.location() != null) {
            answer.header(HttpHeaders.LOCATION, outcome.location());
        }
        return answer.build();
    }

    private String owner() {
        return exchange.principal().owner();
    }

    private HttpServerRequest request() {
        return exchange.request();
    }
}
