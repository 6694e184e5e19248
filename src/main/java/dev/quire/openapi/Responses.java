package dev.quire.openapi;

import dev.quire.catalogue.Declaration;
import dev.quire.problem.Problem;
import dev.quire.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/// Describes the responses and errors of the operations, each with an example.
final class Responses {

    private static final int LENGTH = 414;
    private static final int QUOTA = 429;

    private static final Map<Integer, String> ERRORS = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "BadRequest"),
            Map.entry(404, "NotFound"),
            Map.entry(406, "NotAcceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(412, "PreconditionFailed"),
            Map.entry(413, "PayloadTooLarge"),
            Map.entry(LENGTH, "UriTooLong"),
            Map.entry(415, "UnsupportedMediaType"),
            Map.entry(422, "Unprocessable"),
            Map.entry(QUOTA, "TooManyRequests"),
            Map.entry(500, "ServerError"),
            Map.entry(503, "Unavailable"),
            Map.entry(504, "Timeout")));

    private Responses() {}

    static void shared(Components components) {
        ERRORS.forEach((status, name) -> components.addResponse(name, error(status)));
        components.addHeader(
                "Link",
                OASFactory.createHeader()
                        .description("The links of the page, except `self` (RFC 8288). The last page has no `next`.")
                        .schema(Schemas.text())
                        .example("""
                                <https://api.example.com/api/items?per_page=100&count=none>; rel="first", \
                                <https://api.example.com/api/items?per_page=100&count=none&cursor=%s>; rel="next\"""".formatted(Schemas.CURSOR)));
        components.addHeader(
                "ETag",
                OASFactory.createHeader()
                        .description(
                                "The entity tag of the item, which changes whenever the item changes. With `fields` or `embed` it is weak (`W/`) and cannot be used in `If-Match`.")
                        .schema(Schemas.text())
                        .example(Schemas.ETAG));
        components.addHeader(
                "Cache-Status",
                OASFactory.createHeader()
                        .description(
                                "Whether the page came from the cache (`hit`) or from the database (`fwd`), RFC 9211.")
                        .schema(Schemas.text())
                        .example("quire; hit"));
        components.addHeader(
                "Location",
                OASFactory.createHeader()
                        .description("The absolute URL of the new item.")
                        .schema(Schemas.text().format("uri"))
                        .example("https://api.example.com/api/products/4071"));
        quotas(components);
        components.addHeader(
                "Retry-After",
                OASFactory.createHeader()
                        .description("The number of seconds to wait before retrying.")
                        .schema(Schemas.text())
                        .example("2"));
        components.addHeader(
                "X-Request-Id",
                OASFactory.createHeader()
                        .description("Identifies the request in the log: the id sent with the request, or a new one.")
                        .schema(Schemas.text())
                        .example("0b8f3c1e-5a0e-4f0c-9d3e-2a6f5f1f4c11"));
    }

    private static void quotas(Components components) {
        components.addHeader(
                "RateLimit-Policy",
                OASFactory.createHeader()
                        .description(
                                "The quotas: `q` units in each window of `w` seconds. Absent if rate limiting does not"
                                        + " apply.")
                        .required(false)
                        .schema(Schemas.text())
                        .example("\"burst\";q=300;w=10, \"sustained\";q=6000;w=300"));
        components.addHeader(
                "RateLimit",
                OASFactory.createHeader()
                        .description(
                                "The remaining units `r` of each window, and the seconds `t` until the window ends.")
                        .required(false)
                        .schema(Schemas.text())
                        .example("\"burst\";r=257;t=4, \"sustained\";r=5312;t=212"));
    }

    private static APIResponse error(int status) {
        var answer = problem(status);
        return status == 503 || status == QUOTA ? answer.addHeader("Retry-After", header("Retry-After")) : answer;
    }

    private static APIResponse problem(int status) {
        var types = Stream.of(ProblemType.values())
                .filter(type -> type.status() == status)
                .toList();
        var content = OASFactory.createMediaType().schema(Schemas.reference("Problem"));
        types.forEach(type ->
                content.addExample(type.code(), OASFactory.createExample().value(example(type))));
        return nothing(types.getFirst().title() + ".")
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, content));
    }

    private static Map<String, Object> example(ProblemType type) {
        var example = new LinkedHashMap<String, Object>();
        example.put("type", type.uri().toString());
        example.put("title", type.title());
        example.put("status", type.status());
        example.put("detail", type.detail());
        example.put("instance", "/api/items");
        example.put("code", type.code());
        return example;
    }

    static APIResponses of(APIResponse success, int... errors) {
        return of(200, success, errors);
    }

    static APIResponses of(int status, APIResponse success, int... errors) {
        var responses = OASFactory.createAPIResponses().addAPIResponse(Integer.toString(status), success);
        return withErrors(responses, errors);
    }

    private static APIResponses withErrors(APIResponses responses, int... errors) {
        IntStream.concat(IntStream.of(errors), IntStream.of(LENGTH, QUOTA))
                .sorted()
                .forEach(status -> responses.addAPIResponse(
                        Integer.toString(status),
                        OASFactory.createAPIResponse().ref("#/components/responses/" + ERRORS.get(status))));
        return responses;
    }

    static APIResponse page(String path, Declaration declaration) {
        var example = new LinkedHashMap<String, Object>();
        example.put("data", List.of(Schemas.example(declaration)));
        example.put("meta", exampleMeta(declaration));
        example.put("links", exampleLinks("https://api.example.com" + path.replaceAll("\\{\\w+}", "1")));
        return success(Schemas.pageName(declaration), "A page of " + declaration.name() + ".", example)
                .addHeader("Link", header("Link"))
                .addHeader("Cache-Status", header("Cache-Status"))
                .addHeader("ETag", pageTag());
    }

    private static Header pageTag() {
        return OASFactory.createHeader()
                .description("The weak entity tag of the page, which changes with every write to its collections. "
                        + "Absent if writes cannot be detected.")
                .required(false)
                .schema(Schemas.text())
                .example("W/" + Schemas.ETAG);
    }

    static APIResponse item(Declaration declaration, String description) {
        return success(Schemas.itemName(declaration), description, Schemas.example(declaration))
                .addHeader("ETag", header("ETag"));
    }

    static APIResponse newItem(Declaration declaration) {
        return item(declaration, "The new item.").addHeader("Location", header("Location"));
    }

    static APIResponse pageNotModified() {
        return nothing("Not modified: the current entity tag of the page is listed in `If-None-Match`.")
                .addHeader("ETag", header("ETag"))
                .addHeader("Cache-Status", header("Cache-Status"));
    }

    static APIResponse notModified() {
        return nothing("Not modified: the current entity tag of the item is listed in `If-None-Match`.")
                .addHeader("ETag", header("ETag"));
    }

    static APIResponse nothing(String description) {
        return OASFactory.createAPIResponse()
                .description(description)
                .addHeader("X-Request-Id", header("X-Request-Id"))
                .addHeader("RateLimit-Policy", header("RateLimit-Policy"))
                .addHeader("RateLimit", header("RateLimit"));
    }

    private static APIResponse success(String schema, String description, Object example) {
        MediaType json =
                OASFactory.createMediaType().schema(Schemas.reference(schema)).example(example);
        return nothing(description).content(OASFactory.createContent().addMediaType("application/json", json));
    }

    static Header header(String name) {
        return OASFactory.createHeader().ref("#/components/headers/" + name);
    }

    private static Map<String, Object> exampleMeta(Declaration declaration) {
        var meta = new LinkedHashMap<String, Object>();
        meta.put("mode", "page");
        meta.put("page", 3);
        meta.put("per_page", 1);
        meta.put("count", 1);
        meta.put("pages", 4070);
        meta.put("total", 4070);
        meta.put("total_relation", "eq");
        meta.put("has_next", true);
        meta.put("has_prev", true);
        meta.put("sort", declaration.defaultSort().toString());
        meta.put("start_cursor", Schemas.CURSOR);
        meta.put("end_cursor", Schemas.CURSOR);
        meta.put("next_cursor", Schemas.CURSOR);
        meta.put("prev_cursor", Schemas.CURSOR);
        return meta;
    }

    private static Map<String, Object> exampleLinks(String url) {
        var links = new LinkedHashMap<String, Object>();
        links.put("self", url + "?page=3&per_page=1");
        links.put("first", url + "?page=1&per_page=1");
        links.put("prev", url + "?page=2&per_page=1");
        links.put("next", url + "?page=4&per_page=1");
        links.put("last", url + "?page=4070&per_page=1");
        return links;
    }
}
