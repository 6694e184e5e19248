package dev.quire.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            GET    | /api/products/1      | -                                  | 1
            GET    | /api/products        | -                                  | 1
            HEAD   | /api/products        | per_page=24                        | 1
            GET    | /api/products        | per_page=25                        | 2
            GET    | /api/products        | per_page=100                       | 5
            GET    | /api/products        | limit=100                          | 5
            GET    | /api/products        | per_page=99999999999999999999      | 5
            GET    | /api/items           | page=500                           | 1
            GET    | /api/items           | page=501                           | 2
            GET    | /api/items           | page=5419&per_page=100             | 55
            GET    | /api/items           | offset=9999&limit=1                | 1
            GET    | /api/items           | offset=30000&limit=1               | 4
            GET    | /api/items           | offset=99999999999999999999999     | 51
            GET    | /api/items           | page=99999999999999999999999       | 51
            GET    | /api/items           | count=exact                        | 11
            GET    | /api/items           | c%6Funt=e%78act                    | 11
            GET    | /api/items           | count=auto                         | 1
            GET    | /api/items           | per_page=100&page=101&count=exact  | 16
            GET    | /api/items           | %%&count=exact                     | 1
            GET    | /api/items           | per_page=-5&page=x&offset=1.5      | 1
            GET    | /api/items/export    | -                                  | 100
            GET    | /api/items/export/   | format=csv                         | 100
            GET    | /api/items/export;a=b | -                                 | 100
            GET    | /api/orders/1/items/export | -                            | 100
            GET    | /api/export/items    | -                                  | 1
            POST   | /api/products        | -                                  | 5
            DELETE | /api/products/1      | -                                  | 5
            FOO    | /                    | -                                  | 5""")
    void theCostDependsOnTheSizeOfTheRequest(String method, String path, String query, long cost) {
        assertEquals(cost, Cost.of(method, path, query));
    }
}
