"""traps: 55, 56

A task raises its original error once, with the message; whoever asks later gets a new one without it.
"""

import asyncio


async def sleeper():
    await asyncio.sleep(10)


async def main(trace):
    for message in (None, "", "bye"):
        task = asyncio.create_task(sleeper())
        await asyncio.sleep(0)
        task.cancel() if message is None else task.cancel(message)
        for attempt in range(3):
            try:
                await task
            except asyncio.CancelledError as error:
                trace("raised", attempt, error)
