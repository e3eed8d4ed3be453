"""traps: 164"""

import asyncio


async def waiter(trace, barrier, name):
    trace("arrives", name, barrier.n_waiting)
    place = await barrier.wait()
    trace("goes", name, place, barrier.n_waiting)


async def main(trace):
    barrier = asyncio.Barrier(2)
    first = [asyncio.create_task(waiter(trace, barrier, name)) for name in "ab"]
    late = [asyncio.create_task(waiter(trace, barrier, name)) for name in "cde"]
    await asyncio.wait(first)
    await asyncio.sleep(1)
    trace("one is left over", [task.done() for task in late], barrier.n_waiting)
    last = asyncio.create_task(waiter(trace, barrier, "f"))
    await asyncio.wait([*late, last])
    trace("empty", barrier.n_waiting, barrier.broken)
