"""traps: 3

Its value is handed over as it is, and awaited by who wants to.
"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    inner, outer = loop.create_future(), loop.create_future()
    outer.set_result([inner])
    loop.call_later(1, inner.set_result, "inner value")
    (given,) = await outer
    trace("given", given is inner, given.done())
    trace("awaited", await given)
    nested = loop.create_future()
    nested.set_result(inner)
    trace("the result is the future", nested.result() is inner)
