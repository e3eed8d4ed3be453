import asyncio


class RateLimiter:
    def __init__(self, calls, seconds):
        self.calls, self.seconds, self.times = calls, seconds, []

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        while True:
            self.times = [time for time in self.times if time > loop.time() - self.seconds]
            if len(self.times) < self.calls:
                break
            await asyncio.sleep(self.times[0] + self.seconds - loop.time())
        self.times.append(loop.time())

    async def __aexit__(self, *error):
        pass


async def call(trace, limiter, n):
    async with limiter:
        trace("call", n)
        await asyncio.sleep(0.25)
        return n


async def main(trace):
    limiter = RateLimiter(3, 2)
    trace("results", await asyncio.gather(*(call(trace, limiter, n) for n in range(10))))
