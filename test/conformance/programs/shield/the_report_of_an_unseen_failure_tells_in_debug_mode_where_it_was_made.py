import asyncio


async def fail():
    await asyncio.sleep(1)
    raise ValueError("no")


async def main(trace):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: trace("told", sorted(context)))
    for debug in (False, True):
        loop.set_debug(debug)
        outer = asyncio.shield(fail())
        outer.cancel()
        await asyncio.sleep(2)
    loop.set_debug(False)
