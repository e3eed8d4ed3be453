"""traps: 193"""

from contextlib import asynccontextmanager


@asynccontextmanager
async def scope(trace):
    trace("enters")
    yield
    trace("leaves")


async def main(trace):
    manager = scope(trace)
    trace("made")
    async with manager:
        trace("body")
    try:
        async with manager:
            trace("never")
    except Exception:
        trace("refused")
    try:
        async with scope(trace) as _:
            async with scope(trace):
                trace("two of their own")
    finally:
        trace("done")
