import asyncio


class Open(Exception):
    pass


class Breaker:
    def __init__(self, limit, seconds):
        self.limit, self.seconds, self.failures, self.until = limit, seconds, 0, 0

    async def call(self, function):
        loop = asyncio.get_running_loop()
        if loop.time() < self.until:
            raise Open("not yet")
        try:
            async with asyncio.timeout(1):
                value = await function()
        except (ValueError, TimeoutError):
            self.failures += 1
            if self.failures >= self.limit:
                self.until = loop.time() + self.seconds
            raise
        self.failures = 0
        return value


async def main(trace):
    breaker, answers = Breaker(2, 3), ["fail", "slow", "fail", "fine", "fine", "slow", "fine"]

    async def service():
        answer = answers.pop(0)
        await asyncio.sleep(5 if answer == "slow" else 0.5)
        if answer == "fail":
            raise ValueError("service")
        return answer

    while answers:
        try:
            trace("answer", await breaker.call(service))
        except (ValueError, TimeoutError) as error:
            trace("failure", type(error).__name__, breaker.failures)
        except Open as error:
            trace("open", error, breaker.until)
            await asyncio.sleep(1)
