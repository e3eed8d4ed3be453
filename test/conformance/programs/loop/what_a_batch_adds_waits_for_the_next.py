"""traps: 14"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()

    def spawn(name, depth):
        trace(name, depth)
        if depth > 0:
            loop.call_soon(spawn, name + "'", depth - 1)

    loop.call_soon(spawn, "a", 2)
    loop.call_soon(spawn, "b", 1)
    loop.call_soon(spawn, "c", 0)
    for turn in range(4):
        trace("turn", turn)
        await asyncio.sleep(0)
