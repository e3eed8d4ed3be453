"""traps: 114"""

import asyncio


async def work(delay):
    await asyncio.sleep(delay)
    if delay == 2:
        raise ValueError("two")
    return delay


async def main(trace):
    tasks = [asyncio.create_task(work(delay)) for delay in (4, 3, 2, 1)]
    asyncio.get_running_loop().call_at(2.5, tasks[1].cancel)
    for coming in asyncio.as_completed(tasks):
        try:
            trace("got", await coming)
        except ValueError as error:
            trace("error", error)
        except asyncio.CancelledError:
            trace("cancelled")
    trace("left", asyncio.current_task().cancelling())
