"""traps: 114"""

import asyncio


async def work(trace, delay, name):
    await asyncio.sleep(delay)
    trace("done", name)
    return name


async def main(trace):
    works = [work(trace, delay, name) for delay, name in ((3, "c"), (1, "a"), (2, "b"), (0, "z"))]
    for coming in asyncio.as_completed(works):
        trace("got", await coming)
    works = [work(trace, delay, name) for delay, name in ((3, "c"), (1, "a"), (2, "b"))]
    coming = list(asyncio.as_completed(works))
    for one in reversed(coming):
        trace("awaited in reverse", await one)
    trace("none at all", list(asyncio.as_completed([])))
