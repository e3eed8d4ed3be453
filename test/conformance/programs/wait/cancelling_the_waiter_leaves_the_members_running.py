"""traps: 106"""

import asyncio


async def child(trace):
    await asyncio.sleep(2)
    trace("the member ran on")


async def main(trace):
    member = asyncio.create_task(child(trace))
    waiter = asyncio.create_task(asyncio.wait([member]))
    await asyncio.sleep(1)
    waiter.cancel()
    await asyncio.wait([waiter])
    trace("waiter", waiter.cancelled(), member.done(), member.cancelling())
    await member
