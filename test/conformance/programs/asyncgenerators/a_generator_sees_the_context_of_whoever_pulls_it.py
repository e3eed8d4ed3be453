"""traps: 188"""

import asyncio
from contextvars import ContextVar

who = ContextVar("who", default="nobody")


async def names():
    while True:
        yield who.get()
        who.set(who.get() + "!")


async def main(trace):
    generator = names()
    trace("main", await anext(generator))

    async def pull(name):
        who.set(name)
        for _ in range(2):
            trace(name, await anext(generator), who.get())
            await asyncio.sleep(1)

    await asyncio.gather(pull("ada"), pull("bob"))
    trace("main", await anext(generator), who.get())
    trace("main", await anext(generator), who.get())
