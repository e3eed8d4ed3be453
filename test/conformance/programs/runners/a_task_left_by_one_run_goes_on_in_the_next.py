"""traps: 206"""

import asyncio
from conformance import VirtualEventLoop


async def background(trace):
    for lap in range(4):
        trace("lap", lap)
        await asyncio.sleep(1)
    return "all laps"


async def start(trace):
    task = asyncio.create_task(background(trace), name="background")
    await asyncio.sleep(1.5)
    return task


async def finish(trace, task):
    trace("still there", task.done(), "background" in {each.get_name() for each in asyncio.all_tasks()})
    return await task


def script(trace):
    with asyncio.Runner(loop_factory=VirtualEventLoop) as runner:
        task = runner.run(start(trace))
        trace("between the runs", task.done(), runner.get_loop().is_running(), runner.get_loop().time())
        trace("result", runner.run(finish(trace, task)))
        loop = runner.get_loop()
    trace("closed", loop.is_closed())
