"""traps: 198"""

import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def main(trace):
    loop = asyncio.get_running_loop()

    def callback(name):
        trace(name, var.get())
        var.set(f"by {name}")

    var.set("first")
    loop.call_soon(callback, "copy")
    loop.call_later(0, callback, "timer")
    var.set("second")
    given = contextvars.copy_context()
    loop.call_soon(callback, "given", context=given)
    loop.call_soon(callback, "given again", context=given)
    var.set("third")
    await asyncio.sleep(1)
    trace("main", var.get())
    trace("given", given.get(var))
