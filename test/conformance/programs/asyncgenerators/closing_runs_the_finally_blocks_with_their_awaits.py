"""traps: 177, 178, 180"""

import asyncio


async def numbers(trace):
    try:
        try:
            trace("begins")
            yield 1
            yield 2
        finally:
            trace("inner")
            await asyncio.sleep(1)
            trace("inner is done")
    finally:
        await asyncio.sleep(2)
        trace("outer is done")


async def main(trace):
    for pulls in (0, 1, 2):
        generator = numbers(trace)
        for _ in range(pulls):
            trace("got", await anext(generator))
        await generator.aclose()
        trace("closed")
        await generator.aclose()
        trace("then", await anext(generator, "nothing"))
