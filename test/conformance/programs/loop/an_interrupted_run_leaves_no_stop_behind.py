"""traps: 31, 33

The next run must not end early because the future of the first one completes in it.
"""

import asyncio
from conformance import VirtualEventLoop, kind


async def wait_one_second():
    await asyncio.sleep(1)
    return "one"


async def wait_three_seconds(trace):
    await asyncio.sleep(3)
    trace("three seconds")
    return "three"


def interrupt():
    raise KeyboardInterrupt


def script(trace):
    loop = VirtualEventLoop()
    first = loop.create_task(wait_one_second())
    loop.call_soon(interrupt)
    try:
        loop.run_until_complete(first)
    except KeyboardInterrupt as error:
        trace("interrupted", kind(error), first.done())
    trace("second run", loop.run_until_complete(wait_three_seconds(trace)), loop.time())
    trace("first", first.result())
    loop.close()
