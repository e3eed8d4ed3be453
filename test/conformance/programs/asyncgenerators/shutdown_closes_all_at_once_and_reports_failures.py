"""traps: 37, 184"""

import asyncio


async def numbers(trace, delay, error=None):
    try:
        yield delay
    finally:
        await asyncio.sleep(delay)
        trace("closed", delay)
        if error:
            raise error


async def main(trace):
    loop = asyncio.get_running_loop()
    generators = [numbers(trace, 1), numbers(trace, 3), numbers(trace, 2, LookupError("on the way"))]
    failing = generators[-1]

    def handler(loop, context):
        trace("handler", sorted(context), context["exception"], context["asyncgen"] is failing)

    loop.set_exception_handler(handler)
    for generator in generators:
        trace("got", await anext(generator))
    ended = numbers(trace, 0)
    async for number in ended:
        trace("got", number)
    await loop.shutdown_asyncgens()
    trace("shut down")
    for generator in generators:
        trace("then", await anext(generator, "nothing"))
    await loop.shutdown_asyncgens()
    trace("again")
