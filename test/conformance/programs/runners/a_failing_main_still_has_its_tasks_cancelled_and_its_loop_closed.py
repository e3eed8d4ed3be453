"""traps: 214"""

import asyncio
from conformance import VirtualEventLoop

loops = []


def factory():
    loops.append(VirtualEventLoop())
    return loops[-1]


async def leftover(trace):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        await asyncio.sleep(1)
        trace("cancelled")
        raise


async def failing(trace, error):
    asyncio.create_task(leftover(trace))
    await asyncio.sleep(1)
    raise error


def script(trace):
    for error in (ValueError("main"), SystemExit(3), KeyboardInterrupt()):
        try:
            asyncio.run(failing(trace, error), loop_factory=factory)
        except BaseException as caught:
            trace("raised", caught is error, loops[-1].is_closed())
    trace("loops", len(loops))
