"""traps: 190, 192"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def scope(trace, what):
    try:
        yield
    except ValueError as error:
        trace("at the yield", error)
        await asyncio.sleep(1)
        if what == "raise it again":
            raise
        if what == "replace it":
            raise LookupError("another")
        if what == "replace it from it":
            raise LookupError("another") from error
        trace("swallowed")


async def main(trace):
    for what in ("swallow it", "raise it again", "replace it", "replace it from it"):
        error = ValueError(what)
        try:
            async with scope(trace, what):
                raise error
            trace("goes on")
        except Exception as raised:
            trace("raised", raised, raised is error, raised.__context__ is error)
    try:
        async with scope(trace, "not asked"):
            raise KeyError(1)
    except KeyError as raised:
        trace("passes", type(raised).__mro__[1].__name__)
