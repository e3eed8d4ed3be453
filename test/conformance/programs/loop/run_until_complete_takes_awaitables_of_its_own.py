"""traps: 30"""

import asyncio
from conformance import VirtualEventLoop, kind


async def answer():
    await asyncio.sleep(0.5)
    return 42


async def fail():
    raise ValueError("no answer")


def script(trace):
    loop, other = VirtualEventLoop(), VirtualEventLoop()
    trace("a coroutine", loop.run_until_complete(answer()), loop.time())
    future = loop.create_future()
    future.set_result("done")
    trace("a done future", loop.run_until_complete(future))
    try:
        loop.run_until_complete(fail())
    except ValueError as error:
        trace("its error", error)
    try:
        loop.run_until_complete(other.create_future())
    except ValueError as error:
        trace("a future of another loop", kind(error))
    loop.close()
    other.close()
