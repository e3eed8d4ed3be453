import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def connection(trace, name):
    await asyncio.sleep(1)
    trace("opened", name)
    try:
        yield {"name": name}
    finally:
        await asyncio.sleep(2)
        trace("closed", name)


async def main(trace):
    async with connection(trace, "a") as a:
        trace("inside", a)
        async with connection(trace, "b") as b:
            trace("inside", b)
    trace("outside")
