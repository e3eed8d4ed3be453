import asyncio


class Latest:
    def __init__(self, trace):
        self.trace, self.task = trace, None

    def request(self, text):
        if self.task is not None:
            self.trace("replaces", self.task.cancel(f"replaced by {text}"))
        self.task = asyncio.create_task(self.search(text), name=text)
        return self.task

    async def search(self, text):
        try:
            await asyncio.sleep(0.5)
            self.trace("searches", text)
            await asyncio.sleep(2)
            return f"found {text}"
        except asyncio.CancelledError as error:
            self.trace("drops", text, error)
            raise


async def main(trace):
    latest, tasks = Latest(trace), []
    for text, pause in (("t", 0.25), ("ts", 0.75), ("tsy", 0), ("tsyn", 3), ("tsync", 1)):
        tasks.append(latest.request(text))
        await asyncio.sleep(pause)
    results = await asyncio.gather(*tasks, return_exceptions=True)
    trace("results", [result for result in results if isinstance(result, str)])
    trace("outcomes", [[task.get_name(), task.cancelled()] for task in tasks])
