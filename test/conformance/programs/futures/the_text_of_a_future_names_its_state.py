"""traps: 61"""

import asyncio

def words(future):
    details = [word for word in ("result=5", "exception=") if word in repr(future)]
    return [repr(future).split()[1].strip(">"), *details]


async def idle():
    await asyncio.sleep(10)


async def main(trace):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    trace("future", words(future))
    future.set_result(5)
    trace("future", words(future))
    failed = loop.create_future()
    failed.set_exception(ValueError("no"))
    trace("failed", words(failed), failed.exception())
    task = asyncio.create_task(idle(), name="idler")
    trace("task", words(task), "idler" in repr(task))
    await asyncio.sleep(0)
    task.cancel()
    trace("task", words(task))
    await asyncio.wait([task])
    trace("task", words(task))
    first, second = (asyncio.create_task(idle()) for _ in range(2))
    first.add_done_callback(lambda _: second)
    second.add_done_callback(lambda _: first)
    trace("two that know each other", words(first), words(second))
    first.cancel()
    second.cancel()
