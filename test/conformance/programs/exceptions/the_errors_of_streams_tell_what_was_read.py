import asyncio
from conformance import kind


async def main(trace):
    for partial, expected in ((b"", 4), (b"abc", 4), (b"abc", None)):
        try:
            raise asyncio.IncompleteReadError(partial, expected)
        except Exception as error:
            trace("incomplete", kind(error), error.args[0], list(error.partial), error.expected)
    try:
        raise asyncio.LimitOverrunError("too long", 7)
    except Exception as error:
        trace("overrun", kind(error), error.args[0], error.consumed)
    future = asyncio.get_running_loop().create_future()
    future.set_exception(asyncio.IncompleteReadError(b"x", 2))
    trace("gathered", [kind(each) for each in await asyncio.gather(future, return_exceptions=True)])
