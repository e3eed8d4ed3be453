"""traps: 79"""

import asyncio
from conformance import VirtualEventLoop, kind


class Odd(BaseException):
    pass


async def raises(error):
    await asyncio.sleep(1)
    raise error


async def idle():
    await asyncio.sleep(2)
    return "idle is over"


def script(trace):
    loop = VirtualEventLoop()
    for error in (KeyboardInterrupt("stop"), SystemExit("bye"), Odd("odd")):
        task = loop.create_task(raises(error))
        waiter = loop.create_task(idle())
        try:
            trace("result", loop.run_until_complete(waiter))
        except BaseException as caught:
            trace("left the loop", kind(caught), caught is error)
            trace("result", loop.run_until_complete(waiter))
        trace("stored", task.done(), task.cancelled(), task.exception() is error)
    loop.close()
