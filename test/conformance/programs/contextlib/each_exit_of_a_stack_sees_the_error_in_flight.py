"""traps: 194"""

import asyncio
from contextlib import AsyncExitStack


async def main(trace):
    def seeing(answer):
        async def leave(exc_type, error, traceback):
            await asyncio.sleep(0)
            trace("sees", error)
            return answer

        return leave

    def raising(error):
        def leave(exc_type, seen, traceback):
            trace("raises", error)
            raise error

        return leave

    async with AsyncExitStack() as stack:
        stack.push_async_exit(seeing(False))
        stack.push_async_exit(seeing(True))
        stack.push(raising(LookupError("third")))
        stack.push_async_exit(seeing(None))
        stack.push_async_exit(seeing(True))
        stack.push(raising(LookupError("second")))
        stack.push_async_exit(seeing(False))
        raise ValueError("first")
    trace("goes on")
    try:
        async with AsyncExitStack() as stack:
            stack.push_async_exit(seeing(False))
            stack.push(raising(LookupError("of an exit")))
            stack.push_async_exit(seeing(True))
            raise ValueError("of the body")
    except LookupError as error:
        trace("raised", error)
