"""traps: 179"""

from contextlib import aclosing


async def stubborn(trace):
    try:
        yield 1
    finally:
        trace("finally")
        yield 2
        trace("goes on")


async def main(trace):
    try:
        async with aclosing(stubborn(trace)) as items:
            trace("got", await anext(items))
    except RuntimeError as error:
        trace("refused", type(error).__name__)
