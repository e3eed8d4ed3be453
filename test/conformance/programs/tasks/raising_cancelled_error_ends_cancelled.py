"""traps: 78"""

import asyncio


class Special(asyncio.CancelledError):
    pass


async def raises(error):
    raise error


async def main(trace):
    for error in (asyncio.CancelledError("by hand"), Special("a subclass")):
        task = asyncio.create_task(raises(error))
        await asyncio.wait([task])
        trace("task", task.cancelled(), task.cancelling())
        try:
            await task
        except asyncio.CancelledError as caught:
            trace("the original", caught, caught is error)
