"""traps: 219"""

import asyncio
from conformance import VirtualEventLoop


async def debug():
    return asyncio.get_running_loop().get_debug()


def script(trace):
    for given in (True, False, None):
        trace("debug", given, asyncio.run(debug(), debug=given, loop_factory=VirtualEventLoop))
