"""traps: 14"""

import asyncio
from conformance import turns


async def spin(trace):
    for lap in range(3):
        await turns(20)
        trace("lap", lap)


async def main(trace):
    task = asyncio.create_task(spin(trace))
    await asyncio.sleep(0.001)
    trace("a millisecond", task.done())
