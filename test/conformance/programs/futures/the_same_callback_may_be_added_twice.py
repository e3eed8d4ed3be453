"""traps: 45"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()

    def callback(future):
        trace("callback", future.result())

    def other(future):
        trace("other")

    future = loop.create_future()
    for each in (callback, other, callback, callback):
        future.add_done_callback(each)
    trace("removed", future.remove_done_callback(callback))
    trace("removed", future.remove_done_callback(callback))
    future.add_done_callback(callback)
    future.add_done_callback(callback)
    future.set_result(1)
    trace("too late", future.remove_done_callback(callback))
    await asyncio.sleep(0)
    trace("end")
