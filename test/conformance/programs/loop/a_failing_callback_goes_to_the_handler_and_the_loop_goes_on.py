"""traps: 34, 37"""

import asyncio
from conformance import kind


class Odd(BaseException):
    pass


def raise_(error):
    raise error


async def main(trace):
    loop = asyncio.get_running_loop()

    def handler(from_loop, context):
        trace("handler", sorted(context), context["exception"], from_loop is loop)

    loop.set_exception_handler(handler)
    trace("handler set", loop.get_exception_handler() is handler)
    loop.call_soon(raise_, ValueError("an Exception"))
    loop.call_soon(raise_, Odd("a BaseException"))
    loop.call_soon(trace, "the next in the batch")
    loop.call_later(1, raise_, ZeroDivisionError("in a timer"))
    await asyncio.sleep(0)
    trace("still running")
    await asyncio.sleep(2)
    loop.set_exception_handler(None)
    trace("handler removed", loop.get_exception_handler())
