import asyncio


async def ticks(trace):
    try:
        tick = 0
        while True:
            yield tick
            tick += 1
            await asyncio.sleep(tick)
    finally:
        trace("generator ends")


async def main(trace):
    try:
        async with asyncio.timeout(4):
            async for tick in ticks(trace):
                trace("tick", tick)
    except TimeoutError:
        trace("timed out")
