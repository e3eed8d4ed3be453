"""traps: 80"""

import asyncio
from conformance import kind


async def work():
    await asyncio.sleep(1)
    return "its own"


async def main(trace):
    task = asyncio.create_task(work())
    for function, argument in ((task.set_result, 1), (task.set_exception, ValueError("x"))):
        try:
            function(argument)
        except RuntimeError as error:
            trace("refused", kind(error), task.done())
    trace("result", await task)
