"""traps: 15

A timer that is due at once, registered before a call_soon in the same callback, runs after it.
"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()

    def callback():
        loop.call_later(0, trace, "call_later(0)")
        loop.call_at(loop.time(), trace, "call_at(now)")
        loop.call_soon(trace, "call_soon")

    loop.call_soon(callback)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    trace("two turns later")
    await asyncio.sleep(1)
