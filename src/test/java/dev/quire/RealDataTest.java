package dev.quire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Checks responses of the API for the Online Retail data.
@QuarkusTest
class RealDataTest {

    private static long total(String target) {
        return Answer.get(target + (target.contains("?") ? "&" : "?") + "count=exact")
                .meta()
                .get("total")
                .asLong();
    }

    @Test
    void theLastPageOfItemsHasTheLastNineItems() {
        var answer = Answer.get("/api/items?page=27096");
        assertEquals(
                List.of(541901L, 541902L, 541903L, 541904L, 541905L, 541906L, 541907L, 541908L, 541909L), answer.ids());
        assertEquals(541909, answer.meta().get("total").asLong());
        assertEquals(27096, answer.meta().get("pages").asLong());
        assertFalse(answer.meta().get("has_next").asBoolean());
    }

    @Test
    void theThirdPageOfAUsersOrdersHasTheLastFortyEight() {
        var id = Answer.get("/api/users?username=c14911&fields=id").ids().getFirst();
        var answer = Answer.get("/api/users/" + id + "/orders?page=3&per_page=100");
        assertEquals(48, answer.data().size());
        assertEquals(248, answer.meta().get("total").asLong());
    }

    @Test
    void theTwentyNewestOrdersOfAUserAreEmbedded() {
        var answer = Answer.get("/api/users?username=c14911&embed=orders");
        var user = answer.data().getFirst();
        assertEquals(
                Database.longs("select id from orders where user_id = %d order by created_at desc, id desc limit 20"
                        .formatted(user.get("id").asLong())),
                ids(user.get("orders")));
        assertEquals(20, user.get("orders").size());
        assertEquals(
                Answer.get("/api/users/" + user.get("id") + "/orders").json().get("data"), user.get("orders"));
    }

    @Test
    void atMostTwentyItemsOfAnOrderAreEmbedded() {
        var id = Database.number("select order_id from items group by 1 order by count(*) desc limit 1");
        var items = Answer.get("/api/orders/" + id + "?embed=items").json().get("items");
        assertEquals(
                Database.longs("select id from items where order_id = %d order by id limit 20".formatted(id)),
                ids(items));
    }

    @Test
    void aGuestsOrderHasNoUser() {
        var guests = Answer.get("/api/orders?user_id[null]=true&embed=user,items&per_page=5");
        assertEquals(5, guests.data().size());
        guests.data().forEach(order -> assertTrue(order.get("user").isNull() && order.has("items")));
        var id = guests.ids().getFirst();
        assertTrue(Answer.get("/api/orders/" + id + "?embed=user")
                .json()
                .get("user")
                .isNull());
    }

    private static List<Long> ids(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get("id").asLong())
                .toList();
    }

    @Test
    void anOffsetWindowOfProductsByPriceHasTheExpectedRanks() {
        assertEquals(
                Database.longs("select id from (select id, row_number() over (order by price desc, id desc) rank"
                        + " from products) ranked where rank between 91 and 95 order by rank"),
                Answer.get("/api/products?sort=-price&limit=5&offset=90").ids());
    }

    @Test
    void everyCollectionHasTheExpectedNumberOfItems() {
        Map.of(
                        "/api/products",
                        4070,
                        "/api/products?name[null]=true",
                        112,
                        "/api/users",
                        4372,
                        "/api/orders",
                        25900,
                        "/api/orders?status=cancelled",
                        3836,
                        "/api/orders?user_id[null]=true",
                        3710,
                        "/api/items",
                        541909,
                        "/api/messages",
                        25900)
                .forEach((target, count) -> assertEquals(count.longValue(), total(target), target));
    }

    @Test
    void theFirstOrderHasItsItemsAndItsExactTotal() {
        var order = Answer.get("/api/orders?number=536365").data().getFirst();
        assertEquals("139.12", order.get("total").decimalValue().toPlainString());
        assertEquals(7, total("/api/orders/" + order.get("id").asLong() + "/items"));
    }

    @Test
    void stockCodesThatDifferOnlyByCaseAreDistinct() {
        var upper = Answer.get("/api/products?sku=15056BL").ids();
        var lower = Answer.get("/api/products?sku=15056bl").ids();
        assertEquals(1, upper.size());
        assertEquals(1, lower.size());
        assertFalse(upper.equals(lower));
    }

    @Test
    void theDefaultSortsMatchTheContract() {
        Map.of(
                        "/api/products",
                        "id",
                        "/api/users",
                        "id",
                        "/api/orders",
                        "-created_at,-id",
                        "/api/users/1/orders",
                        "-created_at,-id",
                        "/api/orders/1/items",
                        "id",
                        "/api/items",
                        "id",
                        "/api/messages",
                        "-created_at,-id")
                .forEach((target, sort) ->
                        assertEquals(sort, Answer.get(target).meta().get("sort").asText(), target));
    }

    @Test
    void everySortAndFilterOfTheContractIsSupported() {
        var orders = Map.of(
                "/api/products", List.of("id", "sku", "price", "name", "name.nullsfirst", "-price,name", "created_at"),
                "/api/users", List.of("id", "username", "created_at", "country,-created_at"),
                "/api/orders", List.of("created_at", "number", "total", "status,-created_at", "country,-total"),
                "/api/items", List.of("id", "unit_price", "quantity,-unit_price"),
                "/api/messages", List.of("created_at"));
        orders.forEach((path, sorts) -> sorts.forEach(sort ->
                assertEquals(200, Answer.get(path + "?per_page=1&sort=" + sort).status(), path + sort)));
        var filters = Map.of(
                "/api/products", List.of("sku=x", "name=x", "price=1", "created_at=2011-01-01"),
                "/api/users", List.of("username=x", "email=x", "country=x", "created_at=2011-01-01"),
                "/api/orders",
                        List.of(
                                "number=x",
                                "user_id=1",
                                "status=placed",
                                "country=x",
                                "total=1",
                                "created_at=2011-01-01"),
                "/api/items", List.of("order_id=1", "product_id=1", "quantity=1", "unit_price=1"),
                "/api/messages", List.of("author_id=1", "created_at=2011-01-01"));
        filters.forEach((path, names) -> names.forEach(filter ->
                assertEquals(200, Answer.get(path + "?per_page=1&" + filter).status(), path + filter)));
    }

    @Test
    void aNestedListOfAnUnknownParentIsNotFound() {
        for (var target : List.of(
                "/api/users/999999/orders",
                "/api/users/abc/orders",
                "/api/orders/0/items",
                "/api/users/999999/orders?page=5",
                "/api/users/99999999999999999999/orders")) {
            var answer = Answer.get(target);
            assertEquals(404, answer.status(), target);
            assertEquals("not-found", answer.code(), target);
        }
    }

    @Test
    void aNestedItemIsFoundUnderItsParentOnly() {
        var item = Answer.get("/api/orders/1/items").data().getFirst();
        var id = item.get("id").asLong();
        assertEquals(item, Answer.get("/api/orders/1/items/" + id).json());
        assertEquals(404, Answer.get("/api/orders/2/items/" + id).status());
    }

    @Test
    void filtersCombine() {
        var expected = Database.number("select count(*) from items where quantity >= 100 and quantity < 200"
                + " and unit_price in (0.85, 1.25)");
        assertTrue(expected > 0);
        assertEquals(expected, total("/api/items?quantity[gte]=100&quantity[lt]=200&unit_price[in]=0.85,1.25"));
    }
}
