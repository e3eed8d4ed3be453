"""traps: 116"""

import asyncio


async def take(trace, coming, future):
    try:
        trace("got", await coming)
    except TimeoutError:
        trace("too late", future.done())


async def main(trace):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    other = asyncio.create_task(asyncio.sleep(2, "other"))
    loop.call_later(1, future.set_result, "at the last moment")
    coming = list(asyncio.as_completed([future, other], timeout=1))
    trace("how many", len(coming))
    await take(trace, coming[0], future)
    trace("the result", future.result())
    await asyncio.sleep(3)
    await take(trace, coming[1], future)
    trace("ran on", other.result())
