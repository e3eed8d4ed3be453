"""traps: 164"""

import asyncio


async def party(trace, barrier, name):
    try:
        async with barrier as index:
            trace("through", name, index)
    except asyncio.CancelledError:
        trace("cancelled", name, barrier.n_waiting)
        raise


async def main(trace):
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(party(trace, barrier, name)) for name in "ab"]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    tasks[0].cancel()
    tasks.append(asyncio.create_task(party(trace, barrier, "c")))
    await asyncio.sleep(1)
    trace("two wait", barrier.n_waiting)
    tasks.append(asyncio.create_task(party(trace, barrier, "d")))
    await asyncio.wait(tasks)
    trace("end", barrier.n_waiting)
