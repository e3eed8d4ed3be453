"""traps: 174"""

import asyncio


async def slow():
    await asyncio.sleep(2)
    yield 1
    yield 2


async def main(trace):
    generator = slow()

    async def first():
        trace("first got", await anext(generator))

    task = asyncio.create_task(first())
    await asyncio.sleep(1)
    for request in (generator.asend(None), generator.athrow(ValueError()), generator.aclose()):
        try:
            await request
        except RuntimeError:
            trace("refused")
    await task
    trace("then", await anext(generator))
