"""Nothing is ready, no timer is set, and main still waits: the run ends with an error instead of hanging."""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    try:
        await asyncio.sleep(1)
        trace("now wait for nobody")
        await loop.create_future()
    finally:
        trace("cleaned up")
