"""traps: 139"""

import asyncio
from conformance import VirtualEventLoop, kind


def enter(trace, scope):
    """Enters it from a plain callback, where there is no task."""
    try:
        scope.__aenter__().send(None)
    except RuntimeError as error:
        trace("no task", kind(error))


def script(trace):
    try:
        asyncio.timeout(1)
    except RuntimeError as error:
        trace("no loop", kind(error))
    loop = VirtualEventLoop()
    loop.call_soon(lambda: enter(trace, asyncio.timeout(1)))
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()
