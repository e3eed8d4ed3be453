"""traps: 49"""

import asyncio
from conformance import kind


async def main(trace):
    loop = asyncio.get_running_loop()

    def attempt(name, function, *args):
        try:
            trace(name, function(*args))
        except asyncio.InvalidStateError as error:
            trace(name, kind(error))

    pending, done, failed, cancelled = (loop.create_future() for _ in range(4))
    done.set_result("value")
    failed.set_exception(ValueError("x"))
    cancelled.cancel()
    attempt("result of a pending one", pending.result)
    attempt("exception of a pending one", pending.exception)
    for name, future in (("done", done), ("failed", failed), ("cancelled", cancelled)):
        attempt(f"{name}: set_result", future.set_result, 1)
        attempt(f"{name}: set_exception", future.set_exception, ValueError("y"))
        trace(f"{name}: done, cancelled", future.done(), future.cancelled())
    trace("unchanged", done.result(), done.exception(), failed.exception())
    pending.set_result(None)
    trace("None is a result", pending.done(), pending.result())
