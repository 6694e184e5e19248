package dev.quire.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.listing.ListParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            GET    | /api/products/1      | -                                      | 1
            GET    | /api/products        | -                                      | 6
            GET    | /api/products        | count=none                             | 1
            HEAD   | /api/products        | count=none&per_page=24                 | 1
            GET    | /api/products        | count=none&per_page=25                 | 2
            GET    | /api/products        | count=none&per_page=100                | 5
            GET    | /api/products        | count=none&limit=100                   | 5
            GET    | /api/products        | count=none&per_page=99999999999999999  | 5
            GET    | /api/products        | count=none&cursor=abc&fields=id,sku    | 1
            GET    | /api/items           | count=none&page=50                     | 1
            GET    | /api/items           | count=none&page=51                     | 2
            GET    | /api/items           | count=none&page=5419&per_page=100      | 546
            GET    | /api/items           | count=none&offset=999&limit=1          | 1
            GET    | /api/items           | count=none&offset=3000&limit=1         | 4
            GET    | /api/items           | count=none&offset=99999999999999999999 | 5000
            GET    | /api/items           | count=none&page=99999999999999999999   | 5000
            GET    | /api/items           | count=exact                            | 251
            GET    | /api/items           | c%6Funt=e%78act                        | 251
            GET    | /api/items           | count=auto                             | 6
            GET    | /api/items           | count=estimated                        | 1
            GET    | /api/items           | %%&count=exact                         | 6
            GET    | /api/items           | count=none&per_page=-5&offset=1.5      | 1
            GET    | /api/orders          | count=none&embed=user                  | 26
            GET    | /api/orders          | count=none&embed=user,items            | 51
            GET    | /api/orders/1        | embed=user,items                       | 51
            GET    | /api/orders          | count=none&status=paid                 | 501
            GET    | /api/orders          | count=none&total[gte]=1&total[lt]=2    | 501
            GET    | /api/orders          | count=none&total%5Bgte%5D=1            | 501
            GET    | /api/orders          | count=none&status=paid&number[prefix]=5 | 2501
            GET    | /api/orders          | a=1&b=2&c=3&d=4                        | 5000
            GET    | /api/users/1/orders  | -                                      | 6
            GET    | /api/users/1/orders/ | -                                      | 6
            GET    | /api/items/export    | -                                      | 5000
            GET    | /api/items/export/   | format=csv                             | 5000
            GET    | /api/items/export;a=b | -                                     | 5000
            GET    | /api/orders/1/items/export | -                                | 5000
            GET    | /api/export/items    | -                                      | 1
            POST   | /api/products        | -                                      | 50
            DELETE | /api/products/1      | -                                      | 50
            FOO    | /                    | -                                      | 50""")
    void theCostDependsOnWhatTheRequestAsksFor(String method, String path, String query, long cost) {
        assertEquals(cost, Cost.of(method, path, query));
    }

    @Test
    void aParameterOfListsIsNoFilter() {
        for (var name : ListParameters.NAMES) {
            assertEquals(0, Cost.of("GET", "/api/items/1", name + "=x") / Cost.FILTER, name);
        }
    }
}
