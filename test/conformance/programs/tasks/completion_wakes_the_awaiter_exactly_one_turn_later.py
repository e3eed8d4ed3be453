"""traps: 64"""

import asyncio


async def child(trace):
    await asyncio.sleep(1)
    asyncio.get_running_loop().call_soon(trace, "scheduled by the child, just before its end")
    return "value"


async def main(trace):
    task = asyncio.create_task(child(trace))
    task.add_done_callback(lambda t: trace("callback added first", t is task, t.result()))
    waiter = asyncio.create_task(asyncio.wait([task]))
    await asyncio.sleep(0)
    task.add_done_callback(lambda t: trace("callback added last", t.done()))
    trace("main", await task)
    asyncio.get_running_loop().call_soon(trace, "scheduled by main")
    await waiter
    trace("wait is over")
