"""traps: 29"""

import asyncio
from conformance import VirtualEventLoop, kind


async def main(trace):
    loop = asyncio.get_running_loop()
    other = VirtualEventLoop()
    other.call_soon(trace, "never")
    for each in (loop, other):
        try:
            each.run_forever()
        except RuntimeError as error:
            trace("run_forever refused", kind(error), each.is_running())
        try:
            each.run_until_complete(loop.create_future() if each is loop else other.create_future())
        except RuntimeError as error:
            trace("run_until_complete refused", kind(error))
    await asyncio.sleep(1)
    trace("the running loop is fine")
    other.close()
