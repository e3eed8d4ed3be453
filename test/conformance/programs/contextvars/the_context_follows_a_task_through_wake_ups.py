"""traps: 47, 206

A future completed from a foreign context resumes its awaiter in the awaiter's own.
"""

import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def waiter(trace, future):
    var.set("waiter")
    value = await future
    trace("resumed", value, var.get())
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        trace("cancelled", var.get())


async def main(trace):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.create_task(waiter(trace, future))
    await asyncio.sleep(0)
    context = contextvars.Context()
    context.run(var.set, "foreign")
    context.run(future.set_result, "value")
    await asyncio.sleep(1)
    context.run(task.cancel)
    await task
    trace("main", var.get())
