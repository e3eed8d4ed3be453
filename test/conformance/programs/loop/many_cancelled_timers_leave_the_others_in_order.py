"""traps: 21"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    timers = [loop.call_later((i * 37) % 211, trace, "timer", (i * 37) % 211) for i in range(211)]
    for i, timer in enumerate(timers):
        if i % 10 != 0:
            timer.cancel()
    await asyncio.sleep(300)
    trace("cancelled", sum(timer.cancelled() for timer in timers))
