"""Prints the ids of all products in descending order of price, page by page, with the generated Python client."""
import sys

from openapi_client import ApiClient, Configuration, ProductsApi

products = ProductsApi(ApiClient(Configuration(host=sys.argv[1])))
cursor = None
while True:
    page = products.list_products(sort="-price", per_page=100, count="none", cursor=cursor)
    for product in page.data:
        print(product.id)
    cursor = page.meta.next_cursor
    if not cursor:
        break
