"""traps: 208, 209"""

import asyncio


import contextvars

var = contextvars.ContextVar("var")


async def work(trace, outer):
    trace("inside", asyncio.current_task().get_name(), len(asyncio.all_tasks()), var.get())
    var.set("inner")
    await asyncio.sleep(0)
    trace("later", asyncio.current_task().get_name(), var.get(), asyncio.current_task() is outer)


async def main(trace):
    var.set("outer")
    this = asyncio.current_task()
    this.set_name("main")
    task = asyncio.create_task(work(trace, this), name="eager", eager_start=True)
    trace("back", asyncio.current_task() is this, var.get(), len(asyncio.all_tasks()))
    await task
    trace("end", len(asyncio.all_tasks()))
    context = contextvars.copy_context()
    await asyncio.create_task(work(trace, this), name="given", context=context, eager_start=True)
    trace("in the context given", context[var], var.get())
