package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.Optional;

/// Fails for a response that does not conform to the served OpenAPI document.
final class Conformance implements Filter {

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        var path = URI.create(request.getURI().replaceFirst("\\?.*", "")).getRawPath();
        var seen = new Description.Seen(
                request.getMethod(), path, response.statusCode(), response::header, response.asString());
        assertEquals(Optional.empty(), Description.served().objection(seen), path);
        return response;
    }
}
