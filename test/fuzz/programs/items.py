"""Async generators that all tasks of a random program share: the twin of items.ts, with the same names."""

import asyncio
import contextlib

ERRORS = {"ValueError": ValueError, "CancelledError": asyncio.CancelledError, "RuntimeError": RuntimeError}


class Items:
    def __init__(self):
        self.slots = [None, None]
        self.request = None
        # What is collected is closed then, at any time.
        self.kept = []
        # A loop knows a generator from the first request on: here when it is made, in TypeScript when it is carried out.
        self.begun = set()

    def share(self, slot, generator):
        self.slots[slot] = generator
        self.kept.append(generator)

    async def pull(self, slot):
        generator = self.beginning(slot)
        return generator and await received(generator.asend(None))

    async def throw(self, slot, error, message):
        generator = self.beginning(slot)
        return generator and await received(thrown(generator, ERRORS[error](message)))

    async def close(self, slot):
        generator = self.beginning(slot)
        if generator:
            await generator.aclose()

    async def pull_some(self, slot, count):
        items = []
        generator = self.beginning(slot)
        if generator is None:
            return None
        async with contextlib.aclosing(generator):
            async for item in generator:
                items.append(item)
                if len(items) == count:
                    break
        return items

    # A request may be awaited later, by somebody else, by several or by none.

    def ask(self, slot):
        self.keep(self.begun_in(slot), lambda generator: generator.asend(None))

    def ask_to_throw(self, slot, message):
        error = ValueError(message)
        self.keep(self.begun_in(slot), lambda generator: thrown(generator, error))

    def ask_to_close(self, slot):
        self.keep(self.begun_in(slot), lambda generator: generator.aclose(), closes=True)

    def beginning(self, slot):
        generator = self.slots[slot]
        if generator:
            self.begun.add(generator)
        return generator

    def begun_in(self, slot):
        generator = self.slots[slot]
        return generator if generator in self.begun else None

    def keep(self, generator, ask, closes=False):
        if generator:
            self.request = (ask(generator), closes)

    async def answer(self):
        if self.request is None:
            return None
        request, closes = self.request
        try:
            item = await request
        except StopAsyncIteration:
            return "the end"
        return "the end" if closes else [item]


async def thrown(generator, error):
    # What is thrown into a generator that has ended is lost in Python alone.
    if generator.ag_frame is None:
        raise error
    return await generator.athrow(error)


async def received(ask):
    try:
        return [await ask]
    except StopAsyncIteration:
        return "the end"
