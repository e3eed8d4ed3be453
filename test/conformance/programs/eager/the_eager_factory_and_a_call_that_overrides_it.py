"""traps: 100, 211"""

import asyncio


async def work(trace, name):
    trace("begins", name)
    return name


async def main(trace):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    trace("eager", asyncio.create_task(work(trace, "a"), name="named").get_name())
    lazy = asyncio.create_task(work(trace, "b"), eager_start=False)
    trace("lazy", lazy.done(), await lazy)
    gathered = asyncio.gather(work(trace, "c"), work(trace, "d"))
    trace("gathered", gathered.done(), gathered.result())
    waiting = asyncio.create_task(asyncio.sleep(1, "slept"))
    mixed = asyncio.gather(work(trace, "e"), waiting)
    trace("mixed", mixed.done(), await mixed)
    loop.set_task_factory(None)
    trace("without", asyncio.create_task(work(trace, "f")).done())
    await asyncio.sleep(0)
