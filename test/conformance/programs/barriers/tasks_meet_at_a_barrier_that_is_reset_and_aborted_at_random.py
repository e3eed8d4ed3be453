"""traps: 163, 164, 165"""

import asyncio


from conformance import Random, turns


async def party(trace, random, barrier, name):
    for _ in range(4):
        try:
            await turns(random.below(3))
            trace("through", name, await barrier.wait(), barrier.n_waiting)
        except asyncio.BrokenBarrierError:
            trace("broken", name, barrier.n_waiting)
        except asyncio.CancelledError:
            trace("cancelled", name, barrier.n_waiting)


async def main(trace):
    for seed in range(1, 16):
        random = Random(seed)
        barrier = asyncio.Barrier(2 + random.below(2))
        tasks = [asyncio.create_task(party(trace, random, barrier, name)) for name in "abcdef"]
        while not all(task.done() for task in tasks):
            await turns(random.below(4))
            choice = random.below(12)
            if choice < 5:
                tasks[random.below(6)].cancel()
            elif choice == 6:
                await barrier.abort()
                await turns(random.below(3))
                await barrier.reset()
            elif choice == 7:
                await barrier.reset()
        trace("end", seed, barrier.broken, barrier.n_waiting)
