"""traps: 165"""

import asyncio
from conformance import kind


async def waiter(trace, barrier, name):
    try:
        trace("goes", name, await barrier.wait())
    except asyncio.BrokenBarrierError as error:
        trace("broken", name, kind(error))


async def round_of(trace, names, action, turns_before):
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(waiter(trace, barrier, name)) for name in names]
    for _ in range(turns_before):
        await asyncio.sleep(0)
    await action(barrier)
    trace("afterwards", barrier.broken, barrier.n_waiting)
    await asyncio.wait(tasks, timeout=1)
    trace("settled", [task.done() for task in tasks], barrier.broken)
    await barrier.reset()
    await asyncio.wait(tasks)
    trace("reset", barrier.broken, barrier.n_waiting)


async def main(trace):
    for action in (asyncio.Barrier.reset, asyncio.Barrier.abort):
        for names in ("ab", "abc", "abcd"):
            for turns_before in (1, 2):
                trace(action.__name__, names, turns_before)
                await round_of(trace, names, action, turns_before)
    barrier = asyncio.Barrier(2)
    await barrier.reset()
    await barrier.abort()
    await waiter(trace, barrier, "after abort")
    await barrier.reset()
    trace("usable", await asyncio.gather(barrier.wait(), barrier.wait()))
