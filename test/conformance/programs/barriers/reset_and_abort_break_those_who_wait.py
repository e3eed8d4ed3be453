"""traps: 165"""

import asyncio


async def party(trace, barrier, name):
    try:
        trace("through", name, await barrier.wait())
    except asyncio.BrokenBarrierError:
        trace("broken", name, barrier.broken)


async def main(trace):
    barrier = asyncio.Barrier(3)
    for act in (barrier.reset, barrier.abort):
        tasks = [asyncio.create_task(party(trace, barrier, name)) for name in "ab"]
        await asyncio.sleep(1)
        await act()
        trace("after", barrier.broken, barrier.n_waiting)
        tasks += [asyncio.create_task(party(trace, barrier, name)) for name in "cd"]
        await asyncio.wait(tasks, timeout=1)
        trace("then", [task.done() for task in tasks], barrier.broken, barrier.n_waiting)
        await barrier.reset()
        trace("reset", barrier.broken, barrier.n_waiting)
        await asyncio.wait(tasks)
    tasks = [asyncio.create_task(party(trace, barrier, name)) for name in "efg"]
    await asyncio.wait(tasks)
