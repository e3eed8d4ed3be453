"""traps: 12"""

import asyncio


async def waiter(trace, name, future, error):
    try:
        await future
    except ValueError as caught:
        trace("caught", name, caught, caught is error)


async def main(trace):
    future = asyncio.get_running_loop().create_future()
    error = ValueError("once")
    tasks = [asyncio.create_task(waiter(trace, name, future, error)) for name in "abc"]
    await asyncio.sleep(0)
    future.set_exception(error)
    trace("nobody knows yet")
    await asyncio.gather(*tasks)
    for attempt in range(2):
        try:
            future.result()
        except ValueError as caught:
            trace("result raises it, too", attempt, caught is error)
