import asyncio

from conformance import kind


async def stubborn(seconds):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        await asyncio.sleep(seconds)


async def woken(future):
    try:
        await future
    except asyncio.CancelledError:
        await asyncio.sleep(1)


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

    # Cancelled between its wake-up and its step, a child keeps the message.
    for place in range(3):
        future = asyncio.get_running_loop().create_future()
        children = [stubborn(1), stubborn(1)]
        children.insert(place, woken(future))
        gathering = asyncio.gather(*children)
        await asyncio.sleep(1)
        future.set_result(None)
        gathering.cancel("why")
        try:
            await gathering
        except asyncio.CancelledError as error:
            trace("the message of the last", place, list(error.args))
