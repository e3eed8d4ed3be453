"""traps: 163, 164"""

import asyncio


async def party(trace, barrier, name, rounds):
    for _ in range(rounds):
        index = await barrier.wait()
        trace("through", name, index, barrier.n_waiting)


async def main(trace):
    barrier = asyncio.Barrier(3)
    trace("at first", barrier.parties, barrier.n_waiting, barrier.broken)
    tasks = [asyncio.create_task(party(trace, barrier, name, 2)) for name in "ab"]
    await asyncio.sleep(1)
    trace("filling", barrier.n_waiting)
    tasks.append(asyncio.create_task(party(trace, barrier, "c", 2)))
    await asyncio.wait(tasks)
    tasks = [asyncio.create_task(party(trace, barrier, name, 3)) for name in "defghi"]
    await asyncio.wait(tasks)
    single = asyncio.Barrier(1)
    trace("alone", await single.wait(), await single.wait())
    try:
        asyncio.Barrier(0)
    except ValueError:
        trace("refused")
