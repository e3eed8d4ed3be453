"""traps: 46"""

import asyncio


async def main(trace):
    future = asyncio.get_running_loop().create_future()

    def last(fut):
        trace("last")

    def first(fut):
        trace("first", fut.remove_done_callback(last))
        fut.add_done_callback(added)

    def added(fut):
        trace("added while the callbacks run")

    future.add_done_callback(first)
    future.add_done_callback(last)
    future.set_result(None)
    for turn in range(3):
        await asyncio.sleep(0)
        trace("turn", turn)
