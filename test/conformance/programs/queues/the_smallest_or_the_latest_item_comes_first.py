"""traps: 173"""

import asyncio


from conformance import Random


async def main(trace):
    random = Random(7)
    priority = asyncio.PriorityQueue()
    latest = asyncio.LifoQueue(3)
    for i in range(40):
        await priority.put((random.below(6), f"item {i % 7}"))
        if random.below(3) == 0:
            trace("early", await priority.get())
    while not priority.empty():
        trace("next", await priority.get())
    for n in (5, 3, 10, -1, 2.5):
        priority.put_nowait(n)
    trace("numbers", [priority.get_nowait() for _ in range(5)])
    for item in "abc":
        await latest.put(item)
    trace("latest", latest.full(), [latest.get_nowait() for _ in range(3)])
