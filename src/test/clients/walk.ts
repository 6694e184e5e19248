// Prints the ids of all products in descending order of price, page by page, with the generated TypeScript client.
import { Configuration, ListProductsCountEnum, ListProductsSortEnum, ProductsApi } from './generated'

declare const process: { argv: string[] }

async function walk(basePath: string) {
  const products = new ProductsApi(new Configuration({ basePath }))
  let cursor: string | undefined
  do {
    const page = await products.listProducts({
      sort: ListProductsSortEnum.PRICE_DESC, perPage: 100, count: ListProductsCountEnum.None, cursor })
    for (const product of page.data) console.log(product.id)
    cursor = page.meta.nextCursor
  } while (cursor)
}

walk(process.argv[2])
