"""traps: 176"""

import asyncio


async def average(trace):
    total = count = 0
    while True:
        value = yield total / max(count, 1)
        trace("was sent", value)
        await asyncio.sleep(value)
        total += value
        count += 1


async def main(trace):
    averages = average(trace)
    trace("average", await averages.asend(None))
    for value in (2, 4, 9):
        trace("average", await averages.asend(value))
    await averages.aclose()
