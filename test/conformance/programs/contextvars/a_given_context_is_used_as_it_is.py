"""traps: 196"""

import asyncio
import contextvars

var = contextvars.ContextVar("var", default="default")


async def child(trace, name):
    trace("sees", name, var.get())
    var.set(name)
    await asyncio.sleep(0)
    trace("sees after a turn", name, var.get())


async def main(trace):
    context = contextvars.copy_context()
    a = asyncio.create_task(child(trace, "a"), context=context)
    b = asyncio.create_task(child(trace, "b"), context=context)
    await asyncio.gather(a, b)
    trace("its owner sees", context.get(var), a.get_context() is context)
    trace("main sees", var.get())
    try:
        await asyncio.create_task(child(trace, "c"), context=contextvars.Context())
    finally:
        trace("main still sees", var.get())
