"""traps: 197"""

import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def write(value):
    await asyncio.sleep(0.5)
    var.set(value)


async def main(trace):
    await write("by a coroutine")
    trace("stays", var.get())
    await asyncio.create_task(write("by a task"))
    trace("does not", var.get())
    await asyncio.gather(write("by a child of gather"))
    trace("does not", var.get())
