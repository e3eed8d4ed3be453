"""Debug mode adds where something was made to what exception handlers are told, and to texts."""

import asyncio

from conformance import kind


def fail():
    raise ValueError("no")


async def work():
    pass


async def main(trace):
    loop = asyncio.get_running_loop()
    told = []
    loop.set_exception_handler(lambda loop, context: told.append(sorted(context)))
    for debug in (False, True):
        loop.set_debug(debug)
        handle = loop.call_soon(fail)
        future = loop.create_future()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        trace("mode", loop.get_debug(), told)
        trace("texts", ["created at" in repr(thing) for thing in (handle, future, asyncio.create_task(work()))])
        told.clear()
        await asyncio.sleep(0)
    for callback in (work, 5):
        try:
            loop.call_soon(callback)
        except TypeError as error:
            trace("refused", kind(error))
    trace("slow", loop.slow_callback_duration)
    loop.set_debug(False)
