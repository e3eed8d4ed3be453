"""traps: 43"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    for complete in ("set_result", "set_exception", "cancel"):
        future = loop.create_future()
        for name in "abc":
            future.add_done_callback(lambda fut, name=name: trace("callback", name, fut is future, fut.done()))
        if complete == "set_result":
            future.set_result(1)
        elif complete == "set_exception":
            future.set_exception(ValueError("x"))
        else:
            future.cancel()
        trace(complete, future.done(), future.cancelled())
        await asyncio.sleep(0)
        trace("a turn later", None if future.cancelled() else future.exception())
