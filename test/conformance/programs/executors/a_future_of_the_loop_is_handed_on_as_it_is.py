import asyncio
from concurrent.futures import ThreadPoolExecutor


class OnTheLoop(ThreadPoolExecutor):
    """Has its work done by a task: a Future of the loop, to which nothing is added."""

    def __init__(self):
        self.submitted = []

    def submit(self, fn, /, *args):
        task = asyncio.create_task(self.work(fn, *args))
        self.submitted.append(task)
        return task

    async def work(self, fn, *args):
        await asyncio.sleep(1)
        return fn(*args)


async def main(trace):
    loop = asyncio.get_running_loop()
    executor = OnTheLoop()
    future = loop.run_in_executor(executor, lambda a, b: a + b, 1, 2)
    trace("the same", future is executor.submitted[0])
    trace("result", await future)
    dropped = loop.run_in_executor(executor, lambda: trace("never"))
    await asyncio.sleep(0.5)
    dropped.cancel()
    await asyncio.wait([dropped])
    trace("cancelled with it", executor.submitted[1].cancelled())
