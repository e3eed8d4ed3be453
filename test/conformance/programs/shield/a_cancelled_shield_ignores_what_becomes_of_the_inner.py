"""traps: 119

Whether the inner ends in the same turn or later, and however it ends.
"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: trace("reported", context["exception"]))
    for turns in (0, 1):
        for end in ("set_result", "cancel", "set_exception"):
            inner = loop.create_future()
            outer = asyncio.shield(inner)
            outer.cancel()
            for _ in range(turns):
                await asyncio.sleep(0)
            if end == "set_result":
                inner.set_result("value")
            elif end == "cancel":
                inner.cancel()
            else:
                inner.set_exception(ValueError("unseen"))
            await asyncio.sleep(1)
            trace(end, outer.cancelled(), inner.cancelled() or inner.exception() or inner.result())
