"""traps: 19"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    delays = [3, 1, 4, 1.5, 9, 2.6, 5, 3.5, 8, 9.7, 9.3, 2.3, 8.4, 6, 2.7]
    for delay in delays:
        loop.call_later(delay, trace, "timer", delay)
    # Over 24 days in milliseconds overflow a host's timer, and over 24 hours CPython's select.
    loop.call_later(30 * 24 * 3600, trace, "thirty days")
    await asyncio.sleep(31 * 24 * 3600)
