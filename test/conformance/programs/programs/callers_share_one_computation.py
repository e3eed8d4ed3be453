import asyncio


class Cache:
    def __init__(self, compute):
        self.compute, self.tasks = compute, {}

    async def get(self, key):
        if key not in self.tasks:
            self.tasks[key] = asyncio.create_task(self.compute(key))
            self.tasks[key].add_done_callback(lambda task: self.forget(key, task))
        return await asyncio.shield(self.tasks[key])

    def forget(self, key, task):
        if task.cancelled() or task.exception() is not None:
            del self.tasks[key]


async def main(trace):
    attempts = []

    async def compute(key):
        attempts.append(key)
        await asyncio.sleep(2)
        if attempts.count(key) == 1 and key == "bad":
            raise ValueError("the first attempt fails")
        return key.upper()

    async def ask(name, key, seconds):
        await asyncio.sleep(seconds)
        try:
            trace("got", name, await cache.get(key))
        except ValueError as error:
            trace("failed", name, error)

    cache = Cache(compute)
    impatient = asyncio.create_task(ask("impatient", "good", 0))
    tasks = [
        asyncio.create_task(ask("a", "good", 1)),
        asyncio.create_task(ask("b", "bad", 0)),
        asyncio.create_task(ask("c", "bad", 1)),
        asyncio.create_task(ask("d", "bad", 3)),
        asyncio.create_task(ask("e", "good", 9)),
    ]
    await asyncio.sleep(1.5)
    impatient.cancel()
    await asyncio.wait([impatient, *tasks])
    trace("attempts", attempts, sorted(cache.tasks))
