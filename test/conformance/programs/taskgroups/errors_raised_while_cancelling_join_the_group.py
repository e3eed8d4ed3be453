"""traps: 134"""

import asyncio


async def fail(seconds, message):
    await asyncio.sleep(seconds)
    raise ValueError(message)


async def replace(message):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise TypeError(message)


async def swallow(trace):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        trace("swallowed")
        return "value"


async def main(trace):
    tasks = []
    try:
        async with asyncio.TaskGroup() as group:
            tasks.append(group.create_task(fail(1, "first")))
            tasks.append(group.create_task(replace("instead of the cancellation")))
            tasks.append(group.create_task(swallow(trace)))
            tasks.append(group.create_task(fail(1, "in the same turn")))
            await replace("the body, too")
    except* ValueError as group:
        trace("values", group)
    except* TypeError as group:
        trace("types", group)
    trace("tasks", [task.cancelled() for task in tasks], tasks[2].result())
