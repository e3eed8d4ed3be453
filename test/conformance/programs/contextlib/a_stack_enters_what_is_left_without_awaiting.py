"""traps: 194"""

import asyncio
from contextlib import AsyncExitStack


class Held:
    def __init__(self, trace, name):
        self.trace, self.name = trace, name

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.trace("left", self.name)


async def main(trace):
    async with AsyncExitStack() as stack:
        first = stack.enter_context(Held(trace, "first"))
        stack.push_async_callback(asyncio.sleep, 1)
        second = stack.enter_context(Held(trace, "second"))
        stack.push(lambda *error: trace("exit", error[1]))
        stack.callback(trace, "callback", 1)
        trace("entered", first.name, second.name)
    for wrong in (5, object()):
        try:
            stack.enter_context(wrong)
        except TypeError:
            trace("refused")
