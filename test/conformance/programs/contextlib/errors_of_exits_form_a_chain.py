"""traps: 194"""

import asyncio
from contextlib import AsyncExitStack


async def main(trace):
    async def fail(message):
        await asyncio.sleep(1)
        raise LookupError(message)

    try:
        async with AsyncExitStack() as stack:
            for message in ("third", "second", "first"):
                stack.push_async_callback(fail, message)
            raise ValueError("of the body")
    except LookupError as error:
        while error is not None:
            trace("chain", error)
            error = error.__context__
