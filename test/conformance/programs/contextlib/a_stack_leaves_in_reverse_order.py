"""traps: 194"""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


@asynccontextmanager
async def resource(trace, name):
    await asyncio.sleep(1)
    trace("enters", name)
    yield {"name": name}
    await asyncio.sleep(1)
    trace("leaves", name)


async def main(trace):
    async def later(*args):
        await asyncio.sleep(1)
        trace("async callback", *args)

    async def leave(exc_type, error, traceback):
        trace("async exit", error)

    async with AsyncExitStack() as stack:
        for name in ("a", "b"):
            trace("bound", await stack.enter_async_context(resource(trace, name)))
        trace("same", stack.push_async_callback(later, 1, 2) is later)
        stack.callback(trace, "callback", 3)
        trace("same", stack.push_async_exit(leave) is leave)
        stack.push(lambda exc_type, error, traceback: trace("exit", error))
        trace("body")
    trace("outside")
