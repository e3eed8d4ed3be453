"""traps: 35, 37"""

import asyncio


async def idle():
    await asyncio.sleep(0)


async def main(trace):
    loop = asyncio.get_running_loop()
    future, task = loop.create_future(), asyncio.create_task(idle())
    handle = loop.call_later(1, trace, "never")
    given = {"message": "by hand", "exception": ValueError("e"), "future": future, "task": task, "handle": handle}

    def handler(from_loop, context):
        same = context["future"] is future and context["task"] is task and context["handle"] is handle
        trace("handler", from_loop is loop, sorted(context), context["message"], context["exception"], same)

    loop.set_exception_handler(handler)
    loop.call_exception_handler(given)
    loop.call_exception_handler({**given, "extra": [1, 2]})
    for wrong in (5, "text", []):
        try:
            loop.set_exception_handler(wrong)
        except TypeError:
            trace("not callable", wrong)
    trace("the handler stays", loop.get_exception_handler() is handler)
    handle.cancel()
    await task
