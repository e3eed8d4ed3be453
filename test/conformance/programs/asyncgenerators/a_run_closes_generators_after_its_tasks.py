"""traps: 184, 214"""

import asyncio

kept = []


async def numbers(trace):
    try:
        yield 1
        yield 2
    finally:
        trace("generator closes", len(asyncio.all_tasks()))
        await asyncio.sleep(1)
        trace("generator is closed")


async def main(trace):
    async def work():
        try:
            await asyncio.sleep(100)
        finally:
            trace("task ends")

    kept.append(asyncio.create_task(work()))
    generator = numbers(trace)
    kept.append(generator)
    trace("got", await anext(generator))
    await asyncio.sleep(1)
    return "result"
