"""traps: 207, 208"""

import asyncio


def me():
    return asyncio.current_task().get_name()


async def nest(trace, depth):
    trace("enters", depth, me())
    if depth > 0:
        task = asyncio.create_task(nest(trace, depth - 1), name=f"depth {depth - 1}", eager_start=True)
        trace("back", depth, me(), task.done())
        await task
    else:
        await asyncio.sleep(1)
    trace("leaves", depth, me())
    return depth


async def fail(trace):
    trace("fails at once", me())
    raise ValueError("eager")


async def main(trace):
    asyncio.current_task().set_name("main")
    trace("result", await asyncio.create_task(nest(trace, 3), name="depth 3", eager_start=True), me())
    task = asyncio.create_task(fail(trace), name="failing", eager_start=True)
    trace("failed", task.done(), task.exception(), me())
