"""traps: 157"""

import asyncio


async def main(trace):
    condition = asyncio.Condition()
    for name, call in (("notify", condition.notify), ("notify_all", condition.notify_all)):
        try:
            call()
        except RuntimeError:
            trace("refused", name)
    try:
        await condition.wait()
    except RuntimeError:
        trace("refused", "wait")
    trace("no lock needed", await condition.wait_for(lambda: 42))
    try:
        await condition.wait_for(lambda: False)
    except RuntimeError:
        trace("refused", "wait_for")
    state = []

    async def consumer():
        async with condition:
            trace("got", await condition.wait_for(lambda: len(state) > 1 and len(state)))

    task = asyncio.create_task(consumer())
    for _ in range(3):
        await asyncio.sleep(1)
        async with condition:
            state.append(1)
            condition.notify_all()
    await task
