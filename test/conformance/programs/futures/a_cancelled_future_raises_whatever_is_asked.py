"""traps: 52, 55"""

import asyncio


async def main(trace):
    for message in (None, "enough", ""):
        future = asyncio.get_running_loop().create_future()
        future.cancel() if message is None else future.cancel(message)
        for function in (future.result, future.exception):
            try:
                function()
            except asyncio.CancelledError as error:
                trace("asked", error)
        try:
            await future
        except asyncio.CancelledError as error:
            trace("awaited", error)
