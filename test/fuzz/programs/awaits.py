"""Odd ways to await, and to have several tasks at the same thing: the twin of awaits.ts, with the same names."""

import asyncio

from conformance import VirtualEventLoop


class Awaits:
    def __init__(self, loop):
        self.loop = loop
        self.coroutine = None
        self.number = 0
        self.other_loop = VirtualEventLoop()
        # A reference for each: what is collected is reported, at any time.
        self.foreign = []

    # --- what must not be awaited, or not twice

    def foreign_future(self):
        future = self.other_loop.create_future()
        self.foreign.append(future)
        return future

    async def twice(self, function):
        coro = function()
        return [await outcome_of(coro), await outcome_of(coro)]

    def keep(self, number, function):
        self.number = number
        self.coroutine = function()

    async def kept(self, owner):
        # Of a later function: none may wait for itself.
        return [await self.coroutine] if self.coroutine and owner < self.number else None

    # --- several at once

    async def contend(self, rivals, delay, loser, message):
        """Tasks that all do the same, one of which is cancelled meanwhile."""
        tasks = [asyncio.create_task(rival) for rival in rivals]
        handle = self.loop.call_later(delay, tasks[loser].cancel, message)
        try:
            await asyncio.wait(tasks)
        finally:
            handle.cancel()
            for task in tasks:
                asyncio.future_discard_from_awaited_by(task, asyncio.current_task())
        return ["cancelled" if task.cancelled() else task.exception() or task.result() for task in tasks]

    async def first_completed(self, futures, timeout):
        pending = [future for future in futures if not future.done()]
        try:
            for future in asyncio.as_completed(pending, timeout=timeout):
                return [await future]
        except TimeoutError:
            return "late"

    async def gather_completed(self, futures, timeout):
        """The later ones are awaited as soon as the first."""
        pending = [future for future in futures if not future.done()]
        results = await asyncio.gather(*asyncio.as_completed(pending, timeout=timeout), return_exceptions=True)
        return ["late" if isinstance(result, TimeoutError) else result for result in results]


async def outcome_of(coro):
    try:
        return await coro
    except Exception as error:
        return error
