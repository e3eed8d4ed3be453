"""traps: 17"""

import asyncio


async def sleeper(trace, seconds, name):
    trace("woken", name, await asyncio.sleep(seconds, name))


async def main(trace):
    await asyncio.gather(
        sleeper(trace, 0.3, "c"),
        sleeper(trace, 0.1, "a"),
        sleeper(trace, 0.2, "b"),
        sleeper(trace, 0.1, "tie"),
        sleeper(trace, 0, "now"),
    )
