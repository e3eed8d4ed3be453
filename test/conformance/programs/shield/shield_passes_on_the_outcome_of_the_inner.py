"""traps: 119"""

import asyncio


async def succeed():
    await asyncio.sleep(1)
    return "value"


async def fail():
    await asyncio.sleep(1)
    raise ValueError("failed")


async def main(trace):
    loop = asyncio.get_running_loop()
    trace("result", await asyncio.shield(succeed()))
    try:
        await asyncio.shield(fail())
    except ValueError as error:
        trace("error", error)
    task = asyncio.create_task(succeed())
    outer = asyncio.shield(task)
    await asyncio.sleep(0)
    task.cancel("the inner")
    try:
        await outer
    except asyncio.CancelledError as error:
        trace("inner cancelled", error, outer.cancelled())
    done = loop.create_future()
    done.set_result(1)
    trace("a done inner as it is", asyncio.shield(done) is done)
