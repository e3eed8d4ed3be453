"""traps: 2"""

import asyncio


async def value(trace, name, result, delay=0.5):
    trace("starts", name)
    await asyncio.sleep(delay)
    trace("ends", name)
    return result


async def main(trace):
    trace("sum", await value(trace, "a", 1) + await value(trace, "b", 2) * await value(trace, "c", 3))
    trace("list", [await value(trace, n, n) for n in range(3)])
    trace("short", await value(trace, "false", False) and await value(trace, "never", True))
    trace("or", await value(trace, "zero", 0) or await value(trace, "other", "other"))
    trace("choice", await value(trace, "yes", 1) if await value(trace, "if", True) else await value(trace, "no", 2))
    trace("nested", await value(trace, "outer", await value(trace, "inner", 1) + 1))
