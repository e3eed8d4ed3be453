"""traps: 159, 162"""

import asyncio
from conformance import kind


async def consumer(trace, semaphore, name):
    await semaphore.acquire()
    trace("signalled", name)


async def main(trace):
    semaphore = asyncio.Semaphore(0)
    trace("locked", semaphore.locked())
    tasks = [asyncio.create_task(consumer(trace, semaphore, name)) for name in "abc"]
    await asyncio.sleep(1)
    semaphore.release()
    await asyncio.sleep(1)
    trace("one went", [task.done() for task in tasks])
    semaphore.release()
    semaphore.release()
    semaphore.release()
    await asyncio.wait(tasks)
    trace("one permit is left", semaphore.locked())
    bounded = asyncio.BoundedSemaphore()
    try:
        bounded.release()
    except ValueError as error:
        trace("over the bound", kind(error), bounded.locked())
    for make in (asyncio.Semaphore, asyncio.BoundedSemaphore):
        try:
            make(-1)
        except ValueError as error:
            trace("below zero", kind(error))
