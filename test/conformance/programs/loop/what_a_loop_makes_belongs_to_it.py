"""traps: 40"""

import asyncio
from conformance import VirtualEventLoop


async def work(trace, loop):
    trace("running", asyncio.get_running_loop() is loop, loop.is_running(), loop.is_closed())
    await asyncio.sleep(1)
    return loop.time()


def script(trace):
    first, second = VirtualEventLoop(), VirtualEventLoop()
    for name, loop in (("first", first), ("second", second)):
        task = loop.create_task(work(trace, loop), name=name)
        trace(name, task.get_loop() is loop, loop.create_future().get_loop() is loop, task.get_name())
        trace("tasks", [len(asyncio.all_tasks(each)) for each in (first, second)], asyncio.current_task(loop))
        trace("result", loop.run_until_complete(task))
    trace("each has its own time", first.time(), second.time())
    for loop in (first, second):
        trace("slow is over", loop.slow_callback_duration)
        loop.slow_callback_duration = 0.5
        loop.set_debug(True)
        trace("debug", loop.get_debug(), loop.slow_callback_duration)
        loop.set_debug(False)
        trace("debug", loop.get_debug(), loop.get_exception_handler(), loop.get_task_factory())
        loop.close()
