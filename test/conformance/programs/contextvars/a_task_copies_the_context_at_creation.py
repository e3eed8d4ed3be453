"""traps: 195"""

import asyncio
import contextvars

var = contextvars.ContextVar("var")


async def child(trace):
    trace("child sees", var.get())
    var.set("child")
    await asyncio.sleep(1)
    trace("child keeps", var.get())


async def main(trace):
    var.set("at creation")
    task = asyncio.create_task(child(trace))
    var.set("after creation")
    await asyncio.sleep(0)
    trace("main keeps", var.get())
    await task
    trace("main still keeps", var.get())
    trace("the task's own", task.get_context().get(var))
