import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


@asynccontextmanager
async def connection(trace, name, fails=False):
    await asyncio.sleep(1)
    if fails:
        raise ConnectionError(name)
    trace("opened", name)
    try:
        yield name
    finally:
        await asyncio.sleep(1)
        trace("closed", name)


async def open_all(trace, fails):
    async with AsyncExitStack() as stack:
        for name in ("a", "b"):
            await stack.enter_async_context(connection(trace, name))
        await stack.enter_async_context(connection(trace, "c", fails))
        return stack.pop_all()


async def main(trace):
    for fails in (False, True):
        try:
            stack = await open_all(trace, fails)
            trace("all are open")
            await stack.aclose()
        except ConnectionError as error:
            trace("failed", str(error))
