package dev.quire.shop.order;

import static java.util.Objects.requireNonNull;

import dev.quire.catalogue.BodyFault;
import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.Draft;
import dev.quire.catalogue.InvalidDraftException;
import dev.quire.catalogue.RelatedItemSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Completes the draft of an order: takes missing prices and descriptions from the products, and computes the total.
final class OrderLines implements Draft.Completion {

    private static final int MOST_FAULTS = 20;

    @Override
    public void complete(Map<String, @Nullable Object> values, Catalogue catalogue) {
        if (!values.containsKey("items")) {
            return;
        }
        var lines = lines(values);
        var products = products(lines, catalogue);
        var faults = new ArrayList<BodyFault>();
        var total = BigDecimal.ZERO;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var product = products.get(requireNonNull(line.get("product_id")));
            if (product == null) {
                faults.add(new BodyFault("/items/%d/product_id".formatted(i), "no item has this key"));
                continue;
            }
            line.computeIfAbsent("unit_price", _ -> product.get("price"));
            line.computeIfAbsent("description", _ -> product.get("name"));
            var quantity = BigDecimal.valueOf((Integer) requireNonNull(line.get("quantity")));
            total = total.add(quantity.multiply((BigDecimal) requireNonNull(line.get("unit_price"))));
        }
        if (!faults.isEmpty()) {
            throw new InvalidDraftException(faults.stream().limit(MOST_FAULTS).toList());
        }
        values.put("total", total);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> lines(Map<String, @Nullable Object> values) {
        return (List<Map<String, @Nullable Object>>) requireNonNull(values.get("items"));
    }

    /// The products of the lines by key, read in one statement.
    private static Map<Object, Map<String, @Nullable Object>> products(
            List<Map<String, @Nullable Object>> lines, Catalogue catalogue) {
        Set<Object> keys = lines.stream()
                .map(line -> requireNonNull(line.get("product_id")))
                .collect(Collectors.toSet());
        var products = catalogue.named("products").orElseThrow();
        var key = products.declaration().key();
        var found = new HashMap<Object, Map<String, @Nullable Object>>();
        for (var product : ((RelatedItemSource) products.source())
                .withKeys(products.declaration().fields(), key, keys)) {
            found.put(requireNonNull(product.get(key.name())), product);
        }
        return found;
    }
}
