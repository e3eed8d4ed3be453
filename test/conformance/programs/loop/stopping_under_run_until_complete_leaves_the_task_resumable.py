"""traps: 28"""

import asyncio
from conformance import VirtualEventLoop, kind


async def work(trace, loop):
    trace("working")
    loop.stop()
    await asyncio.sleep(1)
    trace("resumed")
    return "value"


def script(trace):
    loop = VirtualEventLoop()
    task = loop.create_task(work(trace, loop))
    try:
        loop.run_until_complete(task)
    except RuntimeError as error:
        trace("refused", kind(error), task.done())
    trace("result", loop.run_until_complete(task))
    trace("done", task.done(), loop.time())
    loop.close()
