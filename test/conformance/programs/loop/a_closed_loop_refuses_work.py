"""traps: 38"""

import asyncio
from conformance import VirtualEventLoop, kind


async def nothing():
    pass


def refused(trace, name, function, *args):
    try:
        function(*args)
    except RuntimeError as error:
        trace(name, kind(error))


def script(trace):
    loop = VirtualEventLoop()
    loop.call_soon(refused, trace, "close while running", loop.close)
    loop.call_soon(loop.stop)
    loop.run_forever()
    trace("closed", loop.is_closed())
    loop.call_soon(trace, "dropped by close")
    loop.close()
    loop.close()
    trace("closed", loop.is_closed())
    refused(trace, "call_soon", loop.call_soon, trace, "never")
    refused(trace, "call_later", loop.call_later, 1, trace, "never")
    refused(trace, "call_at", loop.call_at, 1, trace, "never")
    refused(trace, "run_forever", loop.run_forever)
    coroutine = nothing()
    refused(trace, "create_task", loop.create_task, coroutine)
