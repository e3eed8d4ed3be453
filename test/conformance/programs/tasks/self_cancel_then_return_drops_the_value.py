"""traps: 70"""

import asyncio


async def returns():
    asyncio.current_task().cancel("self")
    return "dropped"


async def raises():
    asyncio.current_task().cancel("self")
    raise ValueError("kept")


async def main(trace):
    returning = asyncio.create_task(returns())
    raising = asyncio.create_task(raises())
    await asyncio.wait([returning, raising])
    trace("returns", returning.cancelled(), returning.cancelling())
    trace("raises", raising.cancelled(), raising.exception(), raising.cancelling())
    try:
        await returning
    except asyncio.CancelledError as error:
        trace("message", error)
