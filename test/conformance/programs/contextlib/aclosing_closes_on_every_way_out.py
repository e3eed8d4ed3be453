import asyncio
from contextlib import aclosing


async def numbers(trace):
    try:
        number = 0
        while True:
            yield number
            number += 1
    finally:
        await asyncio.sleep(1)
        trace("closed")


async def leave(trace, how):
    for _ in "a":
        async with aclosing(numbers(trace)) as items:
            trace("pulled", await anext(items), await anext(items))
            if how == "return":
                return how
            if how == "break":
                break
            if how == "raise":
                raise ValueError(how)
            if how == "wait":
                await asyncio.sleep(10)
    trace("after")


async def main(trace):
    for how in ("end", "return", "break", "raise"):
        try:
            trace(how, await leave(trace, how))
        except ValueError as error:
            trace("raised", error)
    task = asyncio.create_task(leave(trace, "wait"))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    trace("cancelled", task.cancelled())
