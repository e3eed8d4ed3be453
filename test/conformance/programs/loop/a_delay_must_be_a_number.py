"""traps: 24"""

import asyncio
from conformance import kind


async def main(trace):
    loop = asyncio.get_running_loop()
    for schedule in (loop.call_later, loop.call_at):
        try:
            schedule(None, trace, "never")
        except TypeError as error:
            trace("refused", kind(error))
