"""traps: 153"""

import asyncio


async def waiter(trace, event, name):
    trace("woken", name, await event.wait(), event.is_set())


async def main(trace):
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(trace, event, name)) for name in "abc"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    event.set()
    trace("set", event.is_set())
    event.set()
    event.clear()
    late = asyncio.create_task(waiter(trace, event, "late"))
    await asyncio.wait(tasks)
    trace("still waiting", late.done())
    event.set()
    early = asyncio.create_task(waiter(trace, event, "early"))
    trace("no suspension", await event.wait())
    await asyncio.wait([late, early])
