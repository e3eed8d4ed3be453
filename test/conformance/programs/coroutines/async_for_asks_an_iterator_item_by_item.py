import asyncio


class Countdown:
    def __init__(self, trace, start):
        self.trace, self.n = trace, start

    def __aiter__(self):
        self.trace("iterates")
        return self

    async def __anext__(self):
        await asyncio.sleep(1)
        if self.n == 0:
            raise StopAsyncIteration
        if self.n < 0:
            raise ValueError("below zero")
        self.n -= 1
        return self.n


async def main(trace):
    async for n in Countdown(trace, 3):
        trace("item", n)
    try:
        async for n in Countdown(trace, -1):
            trace("never")
    except ValueError as error:
        trace("its error", error)
    countdown = Countdown(trace, 4)
    async for n in countdown:
        if n == 2:
            break
    async for n in countdown:
        trace("resumed", n)

    async def consume():
        async for n in Countdown(trace, 100):
            trace("consumed", n)

    task = asyncio.create_task(consume())
    await asyncio.sleep(2.5)
    task.cancel()
    await asyncio.wait([task])
    trace("cancelled", task.cancelled())
