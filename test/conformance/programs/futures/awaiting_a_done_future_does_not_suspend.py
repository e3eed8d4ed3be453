"""traps: 2"""

import asyncio
from conformance import Ticker


async def main(trace):
    loop = asyncio.get_running_loop()
    done, failed = loop.create_future(), loop.create_future()
    done.set_result("value")
    failed.set_exception(ValueError("x"))
    task = asyncio.create_task(asyncio.sleep(0, "slept"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    ticker = Ticker()
    for _ in range(3):
        trace("future", await done)
        trace("task", await task)
        try:
            await failed
        except ValueError as error:
            trace("failed", error)
    trace("iterations", ticker.stop())
