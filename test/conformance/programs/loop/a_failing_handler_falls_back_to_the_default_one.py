"""traps: 36, 37"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()

    def broken(loop, context):
        trace("handler", context["message"])
        raise ValueError("broken handler")

    def default(context):
        trace("default", sorted(context), context["exception"], context["context"]["message"])

    loop.set_exception_handler(broken)
    loop.default_exception_handler = default
    loop.call_exception_handler({"message": "by hand"})
    trace("and on it goes")
    loop.set_exception_handler(None)
    loop.default_exception_handler = lambda context: trace("default", sorted(context), context["message"])
    loop.call_exception_handler({"message": "no handler set"})
