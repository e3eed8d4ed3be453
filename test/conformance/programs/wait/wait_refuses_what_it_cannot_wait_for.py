"""traps: 104"""

import asyncio
from conformance import kind


async def work():
    pass


async def main(trace):
    async def attempt(name, fs, **options):
        try:
            trace(name, await asyncio.wait(fs, **options))
        except (TypeError, ValueError) as error:
            trace(name, kind(error))

    task = asyncio.create_task(work())
    coro = work()
    await attempt("nothing", [])
    await attempt("a single task", task)
    await attempt("a single coroutine", coro)
    await attempt("coroutines inside", [task, coro])
    await attempt("a wrong return_when", [task], return_when="SOME_COMPLETED")
    await task
    await coro
