"""traps: 11"""

import asyncio


class Wrapped(Exception):
    pass


async def inner(trace):
    try:
        await asyncio.sleep(1)
        raise ValueError("inner")
    finally:
        await asyncio.sleep(1)
        trace("inner cleaned up")


async def middle(trace):
    try:
        await inner(trace)
    except ValueError as error:
        trace("middle wraps", error)
        raise Wrapped("middle") from error
    finally:
        trace("middle cleaned up")


async def main(trace):
    try:
        await middle(trace)
    except Wrapped as error:
        trace("main", error, error.__cause__)
    trace("goes on", await asyncio.sleep(1, "slept"))
