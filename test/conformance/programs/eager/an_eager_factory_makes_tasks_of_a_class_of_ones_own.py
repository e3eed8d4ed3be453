"""traps: 42, 211"""

import asyncio


class Counted(asyncio.Task):
    made = 0

    def __init__(self, coro, **options):
        Counted.made += 1
        super().__init__(coro, **options)


async def work(n):
    if n > 0:
        await asyncio.sleep(n)
    return n


async def main(trace):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.create_eager_task_factory(Counted))
    first, second = asyncio.create_task(work(0)), asyncio.create_task(work(1), name="named")
    trace("class", isinstance(first, Counted), Counted.made, second.get_name())
    trace("done", first.done(), second.done())
    trace("coroutine", first.get_coro() is None, second.get_coro() is None)
    trace("results", await asyncio.gather(first, second, work(0)), Counted.made)
    lazy = asyncio.create_task(work(0), eager_start=False)
    trace("asked to be lazy", lazy.done(), await lazy, Counted.made)
