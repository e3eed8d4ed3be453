"""A hundred items through three stages with delays from a fixed generator; the trace is a checksum of order."""

import asyncio


def delays(seed):
    while True:
        seed = (seed * 1103515245 + 12345) % 2147483648
        yield (seed >> 16) % 7 / 10


async def item(n, delay, log):
    for stage in "abc":
        await asyncio.sleep(next(delay))
        log.append(f"{n}{stage}")
    if n % 10 == 3:
        raise ValueError(str(n))
    return n


async def main(trace):
    log, delay = [], delays(42)
    results = await asyncio.gather(*(item(n, delay, log) for n in range(100)), return_exceptions=True)
    for start in range(0, len(log), 10):
        trace("log", log[start:start + 10])
    trace("results", results)
