"""traps: 68"""

import asyncio


async def work(trace):
    try:
        trace("never")
    finally:
        trace("not even finally")


async def main(trace):
    task = asyncio.create_task(work(trace))
    trace("cancel", task.cancel("not today"), task.done())
    await asyncio.sleep(0)
    trace("a turn later", task.done(), task.cancelled())
    try:
        await task
    except asyncio.CancelledError as error:
        trace("message", error)
