"""traps: 94"""

import asyncio


async def fail(seconds, message):
    await asyncio.sleep(seconds)
    raise ValueError(message)


async def main(trace):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: trace("never reported", context["message"]))
    tasks = [asyncio.create_task(fail(n, f"number {n}")) for n in (2, 1, 3)]
    outer = asyncio.gather(*tasks)
    try:
        await outer
    except ValueError as error:
        trace("the first", error, [task.done() for task in tasks])
    trace("cancel comes too late", outer.cancel(), outer.cancelled())
    await asyncio.wait(tasks)
    trace("their own", [task.exception() for task in tasks], outer.exception())
    both = await asyncio.gather(*tasks, return_exceptions=True)
    trace("asked again", both, both[0] is tasks[0].exception())
