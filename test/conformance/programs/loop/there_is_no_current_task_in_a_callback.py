"""traps: 40"""

import asyncio
from conformance import VirtualEventLoop, kind


async def show(trace):
    task = asyncio.current_task()
    trace("in a task", task.get_name())
    asyncio.get_running_loop().call_soon(lambda: trace("in a callback", asyncio.current_task()))
    await asyncio.sleep(0)
    trace("same task", asyncio.current_task() is task)


def script(trace):
    loop = VirtualEventLoop()
    loop.run_until_complete(loop.create_task(show(trace), name="me"))
    for function in (asyncio.current_task, asyncio.all_tasks, asyncio.get_running_loop):
        try:
            function()
        except RuntimeError as error:
            trace("no loop runs", kind(error))
    trace("of an idle loop", asyncio.current_task(loop), asyncio.all_tasks(loop))
    loop.close()
