"""traps: 154, 155, 156"""

import asyncio


from conformance import Random, turns


async def consumer(trace, random, condition, name):
    for _ in range(4):
        try:
            async with condition:
                trace("waits", name)
                await condition.wait()
                trace("woken", name)
                await turns(random.below(3))
        except asyncio.CancelledError:
            trace("cancelled", name, condition.locked())


async def main(trace):
    for seed in range(1, 16):
        random = Random(seed)
        condition = asyncio.Condition()
        tasks = [asyncio.create_task(consumer(trace, random, condition, name)) for name in "abcdef"]
        while not all(task.done() for task in tasks):
            await turns(random.below(3))
            if random.below(2):
                tasks[random.below(6)].cancel()
            async with condition:
                condition.notify(random.below(3))
                await turns(random.below(3))
                trace("notified")
        trace("end", seed, condition.locked())
