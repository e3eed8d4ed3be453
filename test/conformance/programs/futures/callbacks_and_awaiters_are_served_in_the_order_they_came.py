"""traps: 43, 64"""

import asyncio


async def waiter(trace, name, future):
    trace(name, await future)


async def main(trace):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    trace("its loop", future.get_loop() is loop)
    future.add_done_callback(lambda f: trace("callback 1", f.result()))
    first = asyncio.create_task(waiter(trace, "waiter 1", future))
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: trace("callback 2", f is future))
    second = asyncio.create_task(waiter(trace, "waiter 2", future))
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: trace("callback 3"))
    loop.call_soon(trace, "before the result is set")
    loop.call_soon(future.set_result, "value")
    loop.call_soon(trace, "after the result is set")
    await asyncio.gather(first, second)
