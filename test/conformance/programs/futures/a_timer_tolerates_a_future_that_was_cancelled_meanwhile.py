"""traps: 50

The sleep is cancelled in the very iteration in which its timer is due.
"""

import asyncio


async def sleeper(trace):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        trace("cancelled")
        raise


async def main(trace):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: trace("never handled"))
    task = asyncio.create_task(sleeper(trace))
    loop.call_at(1, task.cancel)
    await asyncio.wait([task])
    trace("task", task.cancelled())
    late = asyncio.create_task(sleeper(trace))
    await asyncio.sleep(0)
    loop.call_at(2, late.cancel)
    await asyncio.wait([late])
    trace("the timer came first: the request still wins", late.cancelled())
