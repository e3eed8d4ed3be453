"""Return, break, continue and raise out of a try with an awaiting finally."""

import asyncio


async def returns(trace):
    try:
        return "value"
    finally:
        await asyncio.sleep(1)
        trace("finally of return")


async def loops(trace):
    for n in range(4):
        try:
            if n == 1:
                continue
            if n == 3:
                break
            trace("body", n)
        finally:
            await asyncio.sleep(1)
            trace("finally", n)
    return n


async def raises(trace):
    try:
        try:
            await asyncio.sleep(1)
            raise ValueError("first")
        finally:
            await asyncio.sleep(1)
            raise ZeroDivisionError("second")
    except ZeroDivisionError as error:
        trace("replaced", error)


async def main(trace):
    trace("returned", await returns(trace))
    trace("looped", await loops(trace))
    trace("raised", await raises(trace))
