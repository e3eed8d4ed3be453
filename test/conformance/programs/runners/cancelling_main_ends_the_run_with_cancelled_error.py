"""traps: 214"""

import asyncio


async def main(trace):
    asyncio.get_running_loop().call_later(1, asyncio.current_task().cancel, "enough")
    try:
        await asyncio.sleep(10)
    finally:
        trace("main is cancelled")
