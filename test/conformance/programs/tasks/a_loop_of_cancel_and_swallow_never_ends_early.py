"""traps: 72, 73, 77"""

import asyncio


async def stubborn(trace, times):
    swallowed = 0
    while swallowed < times:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as error:
            swallowed += 1
            trace("swallowed", swallowed, error)
            if swallowed == 2:
                asyncio.current_task().uncancel()
    return asyncio.current_task().cancelling()


async def main(trace):
    task = asyncio.create_task(stubborn(trace, 4))
    requests = 0
    while not task.done():
        await asyncio.sleep(1)
        requests += 1
        trace("request", task.cancel(f"request {requests}"), task.cancelling())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    trace("result", task.result(), task.cancelled())
