"""traps: 193"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def timed(trace, name):
    start = asyncio.get_running_loop().time()
    try:
        yield
    except LookupError as error:
        trace("swallows", error)
    finally:
        trace("took", name, asyncio.get_running_loop().time() - start)


async def main(trace):
    @timed(trace, "work")
    async def work(delay, fails=False):
        await asyncio.sleep(delay)
        if fails:
            raise LookupError("nothing there")
        return delay * 2

    trace("name", work.__name__)
    trace("gave", await work(1))
    trace("gave", await work(2, True))
    trace("gave", await asyncio.gather(work(3), work(4)))
