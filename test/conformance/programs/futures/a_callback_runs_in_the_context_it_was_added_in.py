"""traps: 47"""

import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def main(trace):
    future = asyncio.get_running_loop().create_future()

    def callback(fut):
        trace("callback sees", var.get())
        var.set("changed by the callback")

    var.set("when added")
    future.add_done_callback(callback)
    other = contextvars.Context()
    future.add_done_callback(callback, context=other)
    var.set("when completed")
    future.set_result(None)
    await asyncio.sleep(0)
    trace("the task sees", var.get())
    trace("the given context sees", other.get(var))
