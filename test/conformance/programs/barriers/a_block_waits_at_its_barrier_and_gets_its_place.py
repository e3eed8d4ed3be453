"""traps: 163"""

import asyncio
from conformance import kind


async def runner(trace, barrier, name, seconds):
    await asyncio.sleep(seconds)
    trace("arrives", name, barrier.n_waiting)
    async with barrier as place:
        trace("starts", name, place, barrier.n_waiting)
        await asyncio.sleep(1)
    trace("leaves", name, barrier.broken)


async def main(trace):
    barrier = asyncio.Barrier(3)
    trace("parties", barrier.parties, barrier.n_waiting, barrier.broken)
    await asyncio.gather(*(runner(trace, barrier, name, n) for n, name in enumerate("abc")))
    lonely = asyncio.Barrier(1)
    trace("alone", await lonely.wait(), await lonely.wait())
    for parties in (0, -1):
        try:
            asyncio.Barrier(parties)
        except ValueError as error:
            trace("refused", kind(error))
