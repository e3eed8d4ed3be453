"""traps: 189, 190"""

import asyncio


class Scope:
    def __init__(self, trace, name, swallow=False, enter_fails=False, exit_fails=False):
        self.trace, self.name, self.swallow = trace, name, swallow
        self.enter_fails, self.exit_fails = enter_fails, exit_fails

    async def __aenter__(self):
        await asyncio.sleep(0)
        if self.enter_fails:
            raise ValueError("enter")
        self.trace("enter", self.name)
        return self

    async def __aexit__(self, exc_type, error, traceback):
        await asyncio.sleep(1)
        self.trace("exit", self.name, error)
        if self.exit_fails:
            raise ValueError("exit")
        return self.swallow


async def returns(trace):
    async with Scope(trace, "return"):
        return "value"


async def loops(trace):
    for lap in range(3):
        async with Scope(trace, f"lap {lap}"):
            if lap == 0:
                continue
            break
    trace("after the loop")


async def fail():
    raise TypeError("body")


async def raises(trace, **options):
    async with Scope(trace, "raise", **options):
        await fail()
    return "swallowed"


async def main(trace):
    trace("result", await returns(trace))
    await loops(trace)
    for options in ({}, {"swallow": True}, {"enter_fails": True}, {"exit_fails": True}):
        try:
            trace("goes on", await raises(trace, **options))
        except Exception as error:
            trace("leaves", error)
