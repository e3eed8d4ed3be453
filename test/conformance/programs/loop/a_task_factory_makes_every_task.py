"""traps: 42"""

import asyncio


async def child(n):
    await asyncio.sleep(n)
    return n


async def main(trace):
    loop = asyncio.get_running_loop()

    def factory(loop, coro, **options):
        trace("factory", sorted(options), options.get("name"))
        return asyncio.Task(coro, loop=loop, **options)

    trace("at first", loop.get_task_factory())
    loop.set_task_factory(factory)
    trace("set", loop.get_task_factory() is factory)
    named = asyncio.create_task(child(1), name="named")
    trace("the name sticks", named.get_name())
    trace("gather", await asyncio.gather(child(2), child(3)))
    trace("wait_for", await asyncio.wait_for(child(1), 5))
    loop.set_task_factory(None)
    trace("result", await named, await asyncio.create_task(child(0)))
