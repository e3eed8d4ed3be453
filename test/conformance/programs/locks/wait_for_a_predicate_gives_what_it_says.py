"""traps: 157"""

import asyncio
from conformance import kind


async def main(trace):
    condition = asyncio.Condition()
    values = [0, "", None, "yes", 7]
    asked = []

    def predicate():
        asked.append(values[0])
        return values.pop(0)

    async def waiter():
        async with condition:
            trace("truthy", await condition.wait_for(predicate), asked)

    task = asyncio.create_task(waiter())
    for lap in range(4):
        await asyncio.sleep(1)
        async with condition:
            trace("notify", lap, len(asked))
            condition.notify_all()
    await task
    trace("true at once, without the lock", await condition.wait_for(lambda: "now"))
    try:
        await condition.wait_for(lambda: False)
    except RuntimeError as error:
        trace("must wait, without the lock", kind(error))
