"""traps: 118"""

import asyncio


async def commit(trace):
    trace("commit begins")
    await asyncio.sleep(2)
    trace("commit ends")
    return "committed"


async def request(trace):
    section = asyncio.create_task(commit(trace))
    try:
        return await asyncio.shield(section)
    except asyncio.CancelledError as error:
        trace("waits for the commit", error, section.cancelling())
        trace("result", await section)
        raise


async def main(trace):
    task = asyncio.create_task(request(trace))
    await asyncio.sleep(1)
    task.cancel("client gone")
    try:
        await task
    except asyncio.CancelledError as error:
        trace("request is over", error)
    trace("undisturbed", await request(trace))
