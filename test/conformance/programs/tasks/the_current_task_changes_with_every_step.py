import asyncio


def me():
    return asyncio.current_task().get_name()


async def deeper(trace, depth):
    trace("at depth", depth, me())
    await asyncio.sleep(0)
    if depth > 0:
        await deeper(trace, depth - 1)
    trace("back at", depth, me())


async def main(trace):
    loop = asyncio.get_running_loop()
    asyncio.current_task().set_name("main")
    tasks = [asyncio.create_task(deeper(trace, 2), name=name) for name in ("left", "right")]
    trace("main goes on", me(), asyncio.current_task(loop) is asyncio.current_task())
    await tasks[0]
    trace("left is done", me(), tasks[0].done(), tasks[1].done())
    await tasks[1]
    trace("both are", me())
