"""traps: 196"""

import asyncio
import contextvars

var = contextvars.ContextVar("var", default="outside")


async def work():
    var.set("inside")
    await asyncio.sleep(1)
    return var.get()


async def main(trace):
    coroutine = work()
    task = asyncio.create_task(coroutine)
    trace("its coroutine", task.get_coro() is coroutine)
    context = contextvars.copy_context()
    given = asyncio.create_task(work(), context=context)
    trace("its context", given.get_context() is context, task.get_context() is context)
    trace("before the first step", task.get_context().get(var), context.get(var))
    await asyncio.sleep(0)
    trace("after it", task.get_context().get(var), context.get(var), var.get())
    trace("results", await task, await given)
    trace("still its coroutine", task.get_coro() is coroutine)
