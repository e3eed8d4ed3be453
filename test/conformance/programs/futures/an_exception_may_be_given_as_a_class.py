"""traps: 53"""

import asyncio


class Custom(Exception):
    pass


async def main(trace):
    future = asyncio.get_running_loop().create_future()
    future.set_exception(Custom)
    trace("instantiated", future.exception())
    try:
        await future
    except Custom as error:
        trace("raised", error is future.exception())
