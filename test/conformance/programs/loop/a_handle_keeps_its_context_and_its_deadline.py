"""traps: 25, 198"""

import asyncio
import contextvars

var = contextvars.ContextVar("var", default="main")


async def main(trace):
    loop = asyncio.get_running_loop()
    context = contextvars.copy_context()
    context.run(var.set, "given")
    handle = loop.call_soon(lambda: trace("runs in", var.get()), context=context)
    trace("its context", handle.get_context() is context, handle.cancelled())
    copied = loop.call_soon(lambda: trace("runs in", var.get()))
    trace("a copy", copied.get_context() is not contextvars.copy_context(), copied.get_context().get(var))
    var.set("changed later")
    await asyncio.sleep(1)
    timers = [loop.call_later(2, trace, "two"), loop.call_at(2, trace, "at two", context=context)]
    trace("deadlines", [timer.when() for timer in timers], timers[1].get_context() is context)
    await asyncio.sleep(1.5)
    timers[0].cancel()
    trace("after", [timer.when() for timer in timers], [timer.cancelled() for timer in timers])
    await asyncio.sleep(5)
