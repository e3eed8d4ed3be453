"""traps: 34, 48"""

import asyncio


async def work(trace, name, seconds):
    try:
        await asyncio.sleep(seconds)
        trace("done", name)
    except asyncio.CancelledError:
        trace("cancelled", name)
        raise


async def main(trace):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: trace("handler", context["exception"]))
    first = asyncio.create_task(work(trace, "first", 1))
    second = asyncio.create_task(work(trace, "second", 5))
    started = []

    def fail(task):
        raise ValueError("in a callback")

    first.add_done_callback(lambda task: trace("cancels", second.cancel()))
    first.add_done_callback(fail)
    first.add_done_callback(lambda task: started.append(asyncio.create_task(work(trace, "third", 0))))
    trace("removed", first.remove_done_callback(print), second.remove_done_callback(fail))
    await asyncio.wait([first, second])
    trace("second", second.cancelled())
    await started[0]
