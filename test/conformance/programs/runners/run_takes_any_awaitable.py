"""traps: 213"""

import asyncio
from conformance import VirtualEventLoop, kind


class Answer:
    def __await__(self):
        yield
        return 42


async def work():
    return "from a coroutine"


def script(trace):
    for awaitable in (work(), Answer()):
        trace("result", asyncio.run(awaitable, loop_factory=VirtualEventLoop))
    for wrong in (work, 42, None, "text"):
        try:
            asyncio.run(wrong, loop_factory=VirtualEventLoop)
        except TypeError as error:
            trace("refused", kind(error))
