"""traps: 109, 112"""

import asyncio


async def inner(trace, name):
    try:
        await asyncio.sleep(5)
    finally:
        trace("inner over", name)


async def outcome(trace, name, awaitable, seconds):
    try:
        trace(name, await asyncio.wait_for(awaitable, seconds))
    except asyncio.CancelledError as error:
        trace(name, "cancelled", error)
    except TimeoutError as error:
        trace(name, "timed out", isinstance(error.__cause__, asyncio.CancelledError))


async def main(trace):
    task = asyncio.create_task(inner(trace, "task"))
    asyncio.get_running_loop().call_later(1, task.cancel, "by another")
    await outcome(trace, "a cancelled task", task, 3)
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(1, future.cancel)
    await outcome(trace, "a cancelled future", future, 3)
    late = asyncio.create_task(inner(trace, "late"))
    asyncio.get_running_loop().call_later(3, late.cancel)
    await outcome(trace, "in the turn of the deadline", late, 3)
    await outcome(trace, "a coroutine", inner(trace, "coroutine"), 1)
    trace("requests", asyncio.current_task().cancelling())
