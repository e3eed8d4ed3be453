"""traps: 92, 93"""

import asyncio
from conformance import VirtualEventLoop, kind


class Answer:
    def __await__(self):
        yield from asyncio.sleep(2).__await__()
        return "an awaitable"


async def work():
    await asyncio.sleep(1)
    return "a coroutine"


async def main(trace):
    loop = asyncio.get_running_loop()
    future, done = loop.create_future(), loop.create_future()
    done.set_result("a done future")
    loop.call_later(3, future.set_result, "a future")
    task = asyncio.create_task(work())
    outer = asyncio.gather(future, done, task, work(), Answer(), task)
    trace("its loop", outer.get_loop() is loop)
    trace("results", await outer)
    other = VirtualEventLoop()
    foreign = other.create_future()
    try:
        asyncio.gather(future, foreign)
    except ValueError as error:
        trace("two loops", kind(error))
    other.close()
