"""traps: 166, 167, 171"""

import asyncio


from conformance import Random, turns


async def produce(trace, random, queue, name):
    for i in range(6):
        try:
            await turns(random.below(3))
            await queue.put(f"{name}{i}")
            trace("put", name, i, queue.qsize())
        except asyncio.QueueShutDown:
            trace("shut down", name)
            return
        except asyncio.CancelledError:
            trace("cancelled", name)


async def consume(trace, random, queue, name):
    while True:
        try:
            item = await queue.get()
            trace("got", name, item, queue.qsize())
            await turns(random.below(3))
            queue.task_done()
        except asyncio.QueueShutDown:
            trace("shut down", name)
            return
        except asyncio.CancelledError:
            trace("cancelled", name)


async def main(trace):
    for seed in range(1, 16):
        random = Random(seed)
        queue = asyncio.Queue(random.below(4))
        tasks = [asyncio.create_task(produce(trace, random, queue, name)) for name in "abc"]
        tasks += [asyncio.create_task(consume(trace, random, queue, name)) for name in "xyz"]
        for _ in range(30):
            await turns(random.below(3))
            tasks[random.below(6)].cancel()
        queue.shutdown(immediate=random.below(2) == 0)
        await asyncio.wait(tasks)
        trace("end", seed, queue.qsize())
