"""traps: 22, 23

Also when it is in the very batch that is running.
"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    handles = {}

    def first():
        trace("first cancels second")
        handles["second"].cancel()

    loop.call_soon(first)
    handles["second"] = loop.call_soon(trace, "second")
    handles["third"] = loop.call_soon(trace, "third")
    await asyncio.sleep(0)
    trace("cancelled", handles["second"].cancelled(), handles["third"].cancelled())
    handles["third"].cancel()
    trace("cancelled after it ran", handles["third"].cancelled())

    timer = loop.call_later(1, trace, "timer")
    timer.cancel()
    timer.cancel()
    trace("timer", timer.cancelled(), timer.when())
    await asyncio.sleep(2)
