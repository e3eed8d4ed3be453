"""traps: 85"""

import asyncio


async def work():
    pass


async def main(trace):
    named = asyncio.create_task(work(), name="worker")
    numbered = asyncio.create_task(work(), name=123)
    trace("names", named.get_name(), numbered.get_name())
    first, second = asyncio.create_task(work()), asyncio.create_task(work())
    prefixes = [task.get_name().split("-")[0] for task in (first, second)]
    numbers = [int(task.get_name().split("-")[1]) for task in (first, second)]
    trace("default", prefixes, numbers[1] - numbers[0])
    named.set_name("renamed")
    trace("renamed", named.get_name())
    named.set_name(7)
    trace("a string again", named.get_name())
    await asyncio.gather(named, numbered, first, second)
