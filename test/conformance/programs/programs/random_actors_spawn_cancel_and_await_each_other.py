"""A hundred random programs: one stream of numbers decides what every actor does next, so the first step
that is taken out of turn changes everything after it."""

import asyncio
from conformance import kind


class Random:
    def __init__(self, seed):
        self.state = seed + 1

    def below(self, n):
        self.state = self.state * 48271 % 2147483647
        return self.state // 7 % n


class World:
    MAX_TASKS = 25

    def __init__(self, trace, seed):
        self.trace, self.random, self.tasks = trace, Random(seed), []

    def spawn(self):
        if len(self.tasks) == self.MAX_TASKS:
            return None
        number = len(self.tasks)
        task = asyncio.create_task(self.actor(number, 2), name=f"task {number}")
        self.tasks.append(task)
        return task

    def later_than(self, number):
        """A task that the numbered one may await: only younger ones, so that nobody waits in a circle."""
        younger = self.tasks[number + 1:]
        return younger[self.random.below(len(younger))] if younger else self.spawn()

    async def actor(self, number, depth):
        for step in range(1 + self.random.below(4)):
            act = self.ACTS[self.random.below(len(self.ACTS))]
            try:
                self.trace(f"{number}.{depth}.{step} {act.__name__}", await act(self, number, depth))
            except Exception as error:
                self.trace(f"{number}.{depth}.{step} {act.__name__} failed", kind(error))
            except asyncio.CancelledError as error:
                self.trace(f"{number}.{depth}.{step} {act.__name__} cancelled", error)
                if self.random.below(3) > 0:
                    raise
                self.trace("swallowed", asyncio.current_task().uncancel())
        if self.random.below(6) == 0:
            raise ValueError(f"end of {number}")
        return number

    def delay(self):
        return self.random.below(4) / 2

    async def sleeps(self, number, depth):
        return await asyncio.sleep(self.delay(), "slept")

    async def spawns(self, number, depth):
        task = self.spawn()
        return task and task.get_name()

    async def cancels(self, number, depth):
        victim = self.tasks[self.random.below(len(self.tasks))]
        return [victim.get_name(), victim.cancel(f"by {number}"), victim.cancelling()]

    async def awaits(self, number, depth):
        task = self.later_than(number)
        return task and await task

    async def shields(self, number, depth):
        task = self.later_than(number)
        return task and await asyncio.shield(task)

    async def calls(self, number, depth):
        return await self.actor(number, depth - 1) if depth > 0 else "too deep"

    async def limits(self, number, depth):
        return await asyncio.wait_for(self.calls(number, depth), self.delay())

    async def times_out(self, number, depth):
        async with asyncio.timeout(self.delay()):
            return await self.calls(number, depth)

    async def gathers(self, number, depth):
        both = self.later_than(number), self.later_than(number)
        return None if None in both else await asyncio.gather(*both, return_exceptions=self.random.below(2) == 0)

    async def waits(self, number, depth):
        younger = self.tasks[number + 1:]
        if not younger:
            return None
        done, pending = await asyncio.wait(
            younger, timeout=self.delay(), return_when=asyncio.FIRST_COMPLETED
        )
        return [{task.get_name() for task in done}, len(pending)]

    ACTS = [sleeps, sleeps, spawns, spawns, cancels, awaits, shields, calls, limits, times_out, gathers, waits]


async def main(trace):
    def handler(loop, context):
        # When an exception counts as never retrieved, or a task as destroyed, is up to the garbage collector.
        if "never retrieved" not in context["message"] and "destroyed" not in context["message"]:
            trace("handler", context["exception"])

    asyncio.get_running_loop().set_exception_handler(handler)
    for seed in range(100):
        world = World(trace, seed)
        trace("seed", seed)
        world.spawn()
        while pending := [task for task in world.tasks if not task.done()]:
            await asyncio.wait(pending)
        trace("outcomes", [task.cancelled() or task.exception() or task.result() for task in world.tasks])
