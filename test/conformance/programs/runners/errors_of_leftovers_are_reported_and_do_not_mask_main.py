"""traps: 215"""

import asyncio


async def leftover(cleanup_error):
    try:
        await asyncio.sleep(100)
    finally:
        raise cleanup_error


async def main(trace):
    loop = asyncio.get_running_loop()

    def handler(loop, context):
        trace("reported", sorted(context), context["exception"])

    loop.set_exception_handler(handler)
    task = asyncio.create_task(leftover(ValueError("in the cleanup")))
    await asyncio.sleep(1)
    raise ZeroDivisionError("of main")
