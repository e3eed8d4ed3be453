"""traps: 84"""

import asyncio
from conformance import kind


async def work():
    return "value"


async def main(trace):
    future = asyncio.get_running_loop().create_future()
    for wrong in (work, future, None, "coroutine", 42, lambda: work()):
        for attempt in range(2):
            try:
                asyncio.create_task(wrong)
            except TypeError as error:
                trace("refused", attempt, kind(error))
    trace("tasks", len(asyncio.all_tasks()))
