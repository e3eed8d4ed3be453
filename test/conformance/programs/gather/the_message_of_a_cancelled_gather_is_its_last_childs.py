import asyncio

from conformance import kind


async def stubborn(seconds):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(seconds)


async def quick():
    return "quick"


async def main(trace):
    for last in (stubborn(1), quick()):
        gathering = asyncio.gather(quick(), stubborn(3), stubborn(2), last)
        await asyncio.sleep(1)
        trace("cancelled", gathering.cancel("why"))
        try:
            await gathering
        except asyncio.CancelledError as error:
            trace("its message", kind(error), list(error.args))
