"""traps: 107"""

import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def inner(trace, outer_task):
    trace("same task", asyncio.current_task() is outer_task)
    var.set("set inside")
    await asyncio.sleep(0.5)
    return "value"


async def main(trace):
    tasks = len(asyncio.all_tasks())
    for timeout in (1, None):
        trace("result", await asyncio.wait_for(inner(trace, asyncio.current_task()), timeout))
    trace("the write stays", var.get(), len(asyncio.all_tasks()) - tasks)
