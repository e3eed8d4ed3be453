"""traps: 120"""

import asyncio


async def fail():
    await asyncio.sleep(2)
    raise ValueError("unseen")


async def main(trace):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: trace("reported", context["exception"], sorted(context)))
    inner = asyncio.create_task(fail())
    outers = [asyncio.shield(inner) for _ in range(3)]
    await asyncio.sleep(1)
    for outer in outers:
        outer.cancel()
    await asyncio.sleep(2)
    trace("end", inner.done(), [outer.cancelled() for outer in outers])
