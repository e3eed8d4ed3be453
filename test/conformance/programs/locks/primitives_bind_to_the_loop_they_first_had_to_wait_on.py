"""traps: 152"""

import asyncio


async def contend(lock):
    await lock.acquire()
    task = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    lock.release()
    await task
    lock.release()


async def uncontended(lock):
    await lock.acquire()
    lock.release()


def script(trace):
    from conformance import VirtualEventLoop

    lock = asyncio.Lock()
    for use in (uncontended, contend, uncontended, contend):
        try:
            asyncio.run(use(lock), loop_factory=VirtualEventLoop)
            trace("ran", use.__name__)
        except RuntimeError:
            trace("refused", use.__name__)
            lock.release()
