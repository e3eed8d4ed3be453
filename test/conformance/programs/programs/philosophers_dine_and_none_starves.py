import asyncio
from conformance import Random


async def philosopher(trace, n, forks, random, meals):
    first, second = sorted((n, (n + 1) % len(forks)))
    for meal in range(meals):
        await asyncio.sleep(random.below(5) / 4)
        async with forks[first]:
            trace("takes", n, first)
            async with forks[second]:
                await asyncio.sleep(random.below(3) / 4)
        trace("ate", n, meal)
    return n


async def main(trace):
    forks = [asyncio.Lock() for _ in range(5)]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(philosopher(trace, n, forks, Random(n + 1), 3)) for n in range(5)]
    trace("fed", [task.result() for task in tasks], any(fork.locked() for fork in forks))
