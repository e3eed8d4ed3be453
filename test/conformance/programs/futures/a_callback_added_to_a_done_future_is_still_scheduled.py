"""traps: 44"""

import asyncio


async def main(trace):
    future = asyncio.get_running_loop().create_future()
    future.set_result("value")
    future.add_done_callback(lambda fut: trace("callback", fut.result()))
    trace("not yet")
    await asyncio.sleep(0)
    trace("now")
