"""traps: 147"""

import asyncio
from conformance import kind


async def main(trace):
    def attempt(state, scope):
        try:
            scope.reschedule(100)
            trace(state, scope.when())
        except RuntimeError as error:
            trace(state, kind(error))

    scope = asyncio.timeout(5)
    attempt("created", scope)
    async with scope:
        attempt("active", scope)
    attempt("finished", scope)
    scope = asyncio.timeout(1)
    try:
        async with scope:
            await asyncio.sleep(2)
    except TimeoutError:
        attempt("expired", scope)
