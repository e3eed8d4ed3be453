"""A flaky call is tried again after 1, 2, 4... seconds, each try with a limit, all under one deadline."""

import asyncio
from conformance import kind


async def flaky(trace, attempt):
    trace("attempt", attempt)
    if attempt % 3 == 2:
        await asyncio.sleep(100)
    await asyncio.sleep(0.5)
    raise ValueError(f"attempt {attempt} failed")


async def retry(trace, tries):
    for attempt in range(tries):
        try:
            return await asyncio.wait_for(flaky(trace, attempt), 3)
        except (ValueError, TimeoutError) as error:
            trace("failed", kind(error))
            await asyncio.sleep(2 ** attempt)
    raise ValueError("out of tries")


async def main(trace):
    for tries, deadline in ((2, 60), (9, 20)):
        try:
            async with asyncio.timeout(deadline):
                await retry(trace, tries)
        except (ValueError, TimeoutError) as error:
            trace("gave up", tries, kind(error))
