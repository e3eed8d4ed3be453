"""traps: 182"""

import asyncio


async def stubborn(trace):
    while True:
        try:
            yield "item"
        except ValueError as error:
            trace("caught", error)
            await asyncio.sleep(1)
        finally:
            trace("finally")


async def yielding_once(trace):
    try:
        yield "item"
    except ValueError as error:
        trace("caught", error)


async def outcome(trace, request):
    try:
        trace("gave", await request)
    except StopAsyncIteration:
        trace("ended")
    except Exception as error:
        trace("raised", error)


async def main(trace):
    items = stubborn(trace)
    await outcome(trace, anext(items))
    await outcome(trace, items.athrow(ValueError("one")))
    await outcome(trace, items.athrow(ValueError("two")))
    await outcome(trace, items.athrow(LookupError("three")))
    await outcome(trace, anext(items))
    items = yielding_once(trace)
    await outcome(trace, anext(items))
    await outcome(trace, items.athrow(ValueError("four")))
    await outcome(trace, anext(items))
    items = stubborn(trace)
    await outcome(trace, items.athrow(ValueError("before the first item")))
    await outcome(trace, anext(items))
