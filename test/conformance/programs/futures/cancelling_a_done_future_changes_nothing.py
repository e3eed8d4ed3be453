"""traps: 51"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    done, failed, cancelled, pending = (loop.create_future() for _ in range(4))
    done.set_result(1)
    failed.set_exception(ValueError("x"))
    trace("pending", pending.cancel(), pending.cancel(), pending.cancelled())
    trace("done", done.cancel(), done.cancelled(), done.result())
    trace("failed", failed.cancel("message"), failed.cancelled(), failed.exception())
    cancelled.cancel("first")
    trace("cancelled", cancelled.cancel("second"))
    try:
        cancelled.result()
    except asyncio.CancelledError as error:
        trace("the first message stays", error)
