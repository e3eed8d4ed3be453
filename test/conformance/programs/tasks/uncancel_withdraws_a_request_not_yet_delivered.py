"""traps: 76"""

import asyncio


async def work(trace):
    task = asyncio.current_task()
    trace("floor", task.uncancel(), task.cancelling())
    task.cancel()
    task.cancel()
    trace("two requests", task.cancelling())
    trace("one withdrawn", task.uncancel())
    trace("none left", task.uncancel())
    await asyncio.sleep(1)
    trace("not interrupted")
    task.cancel()
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        trace("interrupted", task.cancelling())
        trace("uncancel", task.uncancel())
    return "value"


async def main(trace):
    task = asyncio.create_task(work(trace))
    trace("result", await task, task.cancelled(), task.cancelling())
