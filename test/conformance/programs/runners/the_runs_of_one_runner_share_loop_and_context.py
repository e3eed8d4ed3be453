"""traps: 206, 219"""

import asyncio
import contextvars
from conformance import VirtualEventLoop, kind

var = contextvars.ContextVar("var", default="unset")


async def write(value):
    before = var.get()
    var.set(value)
    await asyncio.sleep(1)
    return [before, asyncio.get_running_loop().time()]


def script(trace):
    runner = asyncio.Runner(loop_factory=VirtualEventLoop)
    loop = runner.get_loop()
    trace("lazy", runner.get_loop() is loop, loop.is_running())
    trace("first", runner.run(write("first")))
    trace("second", runner.run(write("second")))
    context = contextvars.Context()
    trace("a context of its own", runner.run(write("third"), context=context), context.get(var))
    trace("outside", var.get())
    runner.close()
    runner.close()
    trace("closed", loop.is_closed())
    for name, function in (("get_loop", runner.get_loop), ("run", lambda: runner.run(asyncio.sleep(0)))):
        try:
            function()
        except RuntimeError as error:
            trace(name, kind(error))
