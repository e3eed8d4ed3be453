"""traps: 199"""

import asyncio
import contextvars
from conformance import kind


async def main(trace):
    context = contextvars.copy_context()

    def recursive():
        try:
            context.run(trace, "never")
        except RuntimeError as error:
            trace("refused", kind(error))
        return "left"

    trace("result", context.run(recursive))
    trace("again is fine", context.run(lambda: 1))
    trace("a copy is fine", context.run(lambda: context.copy().run(lambda: 2)))
