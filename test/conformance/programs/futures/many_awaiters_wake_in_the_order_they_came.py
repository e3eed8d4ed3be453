"""traps: 12, 64"""

import asyncio


async def waiter(trace, name, future):
    trace("waits", name)
    try:
        trace("got", name, await future)
    except ValueError as error:
        trace("failed", name, error, error is future.exception())


async def main(trace):
    loop = asyncio.get_running_loop()
    for fail in (False, True):
        future = loop.create_future()
        tasks = [asyncio.create_task(waiter(trace, name, future)) for name in "abc"]
        await asyncio.sleep(0)
        future.set_exception(ValueError("one for all")) if fail else future.set_result("value")
        trace("completed")
        await asyncio.wait(tasks)
        trace("all done")
