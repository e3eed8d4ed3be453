"""traps: 48"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: trace("handler", context["exception"]))
    future = loop.create_future()

    def fail(fut):
        raise ValueError("callback failed")

    future.add_done_callback(lambda fut: trace("before"))
    future.add_done_callback(fail)
    future.add_done_callback(lambda fut: trace("after"))
    future.set_result("value")
    trace("result", await future)
    await asyncio.sleep(0)
    trace("end")
