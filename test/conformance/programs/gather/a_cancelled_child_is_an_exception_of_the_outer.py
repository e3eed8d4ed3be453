"""traps: 95"""

import asyncio


async def child(trace, name):
    try:
        return await asyncio.sleep(2, name)
    finally:
        trace("ends", name)


async def main(trace):
    tasks = [asyncio.create_task(child(trace, name)) for name in "ab"]
    outer = asyncio.gather(*tasks)
    await asyncio.sleep(1)
    tasks[0].cancel("just one")
    try:
        await outer
    except asyncio.CancelledError as error:
        trace("raised", error)
    trace("outer", outer.done(), outer.cancelled(), outer.exception())
    trace("the sibling", await tasks[1])
