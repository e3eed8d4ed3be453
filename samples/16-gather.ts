// gather: results in the order of the arguments, whatever the order of completion. It nests: a group of
// results can itself be one result.
import { gather, run, sleep } from "tsyncio";

async function fetchPrice(item: string, price: number, delay: number): Promise<number> {
  await sleep(delay);
  console.log(`  ${item} answered`);
  return price;
}

async function main(): Promise<void> {
  console.log("three prices:");
  const prices = await gather(
    fetchPrice("apples", 3, 0.06),
    fetchPrice("pears", 4, 0.02),
    fetchPrice("plums", 5, 0.04),
  );
  console.log(prices.join(" "));

  console.log("two baskets and a bag:");
  const [[bread, butter], [tea], bag] = await gather(
    gather(fetchPrice("bread", 2, 0.06), fetchPrice("butter", 6, 0.02)),
    gather(fetchPrice("tea", 7, 0.04)),
    fetchPrice("bag", 1, 0),
  );
  console.log(`${bread} and ${butter}, ${tea}, ${bag}: ${bread + butter + tea + bag}`);
}

await run(main());
