"""traps: 89"""

import asyncio
from conformance import VirtualEventLoop, kind


class Awaitable:
    def __await__(self):
        yield
        return "from an awaitable"


async def work():
    return "from a coroutine"


async def main(trace):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    trace("a future", asyncio.ensure_future(future) is future)
    task = asyncio.ensure_future(work())
    trace("a coroutine", isinstance(task, asyncio.Task), asyncio.ensure_future(task) is task, await task)
    trace("an awaitable", await asyncio.ensure_future(Awaitable()))
    for wrong in (None, 42, "text", work):
        try:
            asyncio.ensure_future(wrong)
        except TypeError as error:
            trace("refused", kind(error))
    other = VirtualEventLoop()
    try:
        asyncio.ensure_future(future, loop=other)
    except ValueError as error:
        trace("another loop", kind(error))
    other.close()
