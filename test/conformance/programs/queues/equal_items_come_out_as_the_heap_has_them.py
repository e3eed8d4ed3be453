"""traps: 173"""

import asyncio


from conformance import Random


class Item:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        return self.priority < other.priority


async def main(trace):
    random = Random(3)
    queue = asyncio.PriorityQueue()
    for i in range(60):
        queue.put_nowait(Item(random.below(4), i))
        if random.below(4) == 0:
            trace("early", queue.get_nowait().name)
    while not queue.empty():
        item = await queue.get()
        trace("next", item.priority, item.name)
