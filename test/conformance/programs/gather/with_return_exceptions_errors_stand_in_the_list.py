"""traps: 96"""

import asyncio


async def child(outcome, seconds):
    await asyncio.sleep(seconds)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


async def main(trace):
    error = ValueError("x")
    with_message = asyncio.create_task(child("never", 9))
    without_message = asyncio.create_task(child("never", 9))
    outer = asyncio.gather(
        child("value", 3), child(error, 1), with_message, without_message, return_exceptions=True
    )
    await asyncio.sleep(2)
    with_message.cancel("message")
    without_message.cancel()
    results = await outer
    trace("results", results, results[1] is error)
    try:
        await with_message
    except asyncio.CancelledError as caught:
        trace("the original is for who awaits", caught)
