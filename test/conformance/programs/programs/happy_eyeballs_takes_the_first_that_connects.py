"""Attempts start a quarter of a second apart or when the last one failed; the losers are cancelled."""

import asyncio


async def connect(trace, address, seconds, works):
    try:
        await asyncio.sleep(seconds)
        if not works:
            raise OSError(address)
        return address
    except asyncio.CancelledError:
        trace("cancelled", address)
        raise


async def happy_eyeballs(trace, addresses):
    pending, errors, addresses = set(), [], list(addresses)
    while addresses or pending:
        if addresses:
            address, seconds, works = addresses.pop(0)
            trace("tries", address)
            pending.add(asyncio.create_task(connect(trace, address, seconds, works), name=address))
        done, pending = await asyncio.wait(
            pending, timeout=0.25 if addresses else None, return_when=asyncio.FIRST_COMPLETED
        )
        for task in sorted(done, key=lambda task: task.get_name()):
            if task.exception() is None:
                losers = sorted(pending, key=lambda task: task.get_name())
                for loser in losers:
                    loser.cancel()
                await asyncio.gather(*losers, return_exceptions=True)
                return task.result()
            trace("failed", task.get_name())
            errors.append(task.get_name())
    return errors


async def main(trace):
    trace("winner", await happy_eyeballs(trace, [("v6", 10, True), ("v4", 0.4, True), ("other", 9, True)]))
    trace("fails over", await happy_eyeballs(trace, [("v6", 0.1, False), ("v4", 0.3, True)]))
    trace("errors", await happy_eyeballs(trace, [("v6", 0.3, False), ("v4", 0.1, False)]))
