"""traps: 94"""

import asyncio


async def fail(trace, seconds):
    await asyncio.sleep(seconds)
    trace("fails", seconds)
    raise ValueError(f"after {seconds}")


async def succeed(trace):
    await asyncio.sleep(4)
    trace("the sibling went on")


async def main(trace):
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: trace("never reported"))
    outer = asyncio.gather(succeed(trace), fail(trace, 1), fail(trace, 2))
    try:
        await outer
    except ValueError as error:
        trace("raised", error, outer.exception() is error)
    await asyncio.sleep(5)
    trace("end")
