# gather: results in the order of the arguments, whatever the order of completion. It nests: a group of
# results can itself be one result.
import asyncio
from asyncio import gather


async def fetch_price(item, price, delay):
    await asyncio.sleep(delay)
    print(f"  {item} answered")
    return price


async def main():
    print("three prices:")
    prices = await gather(
        fetch_price("apples", 3, 0.06),
        fetch_price("pears", 4, 0.02),
        fetch_price("plums", 5, 0.04),
    )
    print(*prices)

    print("two baskets and a bag:")
    [[bread, butter], [tea], bag] = await gather(
        gather(fetch_price("bread", 2, 0.06), fetch_price("butter", 6, 0.02)),
        gather(fetch_price("tea", 7, 0.04)),
        fetch_price("bag", 1, 0),
    )
    print(f"{bread} and {butter}, {tea}, {bag}: {bread + butter + tea + bag}")


asyncio.run(main())
