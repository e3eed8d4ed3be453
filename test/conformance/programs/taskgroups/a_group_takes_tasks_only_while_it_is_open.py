"""traps: 130"""

import asyncio


async def child():
    await asyncio.sleep(1)


async def fail():
    raise ValueError("child")


def attempt(trace, when, group):
    try:
        group.create_task(child())
        trace("made", when)
    except RuntimeError:
        trace("refused", when)


async def main(trace):
    group = asyncio.TaskGroup()
    attempt(trace, "before the entry", group)
    async with group:
        attempt(trace, "inside", group)
    attempt(trace, "after the end", group)
    group = asyncio.TaskGroup()
    try:
        async with group:
            group.create_task(fail())
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                attempt(trace, "while shutting down", group)
                raise
    except ExceptionGroup as error:
        trace("group", error)
    attempt(trace, "after the error", group)
