"""traps: 169"""

import asyncio
from conformance import kind


def refused(trace, name, function, *args):
    try:
        function(*args)
        trace("taken", name)
    except Exception as error:
        trace(name, kind(error))


async def main(trace):
    for make in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        queue = make(maxsize=2)
        trace("new", queue.maxsize, queue.qsize(), queue.empty(), queue.full())
        refused(trace, "get from an empty one", queue.get_nowait)
        for n in (2, 1, 3):
            refused(trace, "put", queue.put_nowait, n)
        trace("full", queue.qsize(), queue.empty(), queue.full(), queue.get_nowait())
        refused(trace, "room again", queue.put_nowait, 4)
    half = asyncio.Queue(1.5)
    for n in range(3):
        refused(trace, "a bound of one and a half", half.put_nowait, n)
    trace("holds", half.qsize(), half.full())
