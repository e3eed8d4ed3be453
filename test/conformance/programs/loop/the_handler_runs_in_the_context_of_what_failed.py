"""traps: 35"""

import asyncio
import contextvars

var = contextvars.ContextVar("var", default="main")


def fail():
    raise ValueError("callback")


async def main(trace):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: trace("handler", context["exception"], var.get()))
    context = contextvars.copy_context()
    context.run(var.set, "callback")
    loop.call_soon(fail, context=context)
    loop.call_later(1, fail, context=context)
    await asyncio.sleep(2)
    trace("outside", var.get())
