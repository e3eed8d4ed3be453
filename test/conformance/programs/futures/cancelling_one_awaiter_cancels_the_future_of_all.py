"""traps: 66"""

import asyncio


async def waiter(trace, name, future):
    try:
        trace(name, await future)
    except asyncio.CancelledError as error:
        trace("cancelled", name, error)


async def main(trace):
    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waiter(trace, name, future)) for name in "abc"]
    await asyncio.sleep(1)
    tasks[1].cancel("only b")
    trace("the future", future.cancelled(), [task.cancelling() for task in tasks])
    await asyncio.wait(tasks)
    trace("tasks", [task.cancelled() for task in tasks])
