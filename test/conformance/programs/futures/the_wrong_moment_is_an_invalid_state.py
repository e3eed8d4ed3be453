"""traps: 49"""

import asyncio


def attempt(trace, name, function, *args):
    try:
        trace(name, function(*args))
    except asyncio.InvalidStateError:
        trace(name, "invalid state")
    except asyncio.CancelledError:
        trace(name, "cancelled")
    except ValueError as error:
        trace(name, error)


async def main(trace):
    loop = asyncio.get_running_loop()
    futures = {name: loop.create_future() for name in ("pending", "finished", "failed", "cancelled")}
    futures["finished"].set_result(1)
    futures["failed"].set_exception(ValueError("failed"))
    futures["cancelled"].cancel()
    for name, future in futures.items():
        attempt(trace, f"result of a {name} one", future.result)
        attempt(trace, f"exception of a {name} one", future.exception)
    del futures["pending"]
    for name, future in futures.items():
        attempt(trace, f"set_result on a {name} one", future.set_result, 2)
        attempt(trace, f"set_exception on a {name} one", future.set_exception, ValueError("late"))
        trace("state", future.done(), future.cancelled(), future.cancel())
