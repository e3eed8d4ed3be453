import asyncio


async def jobs(trace):
    for job in range(6):
        await asyncio.sleep(job % 2)
        trace("hands out", job, asyncio.current_task().get_name())
        yield job


async def main(trace):
    source = jobs(trace)
    lock = asyncio.Lock()

    async def worker(name, pace):
        while True:
            async with lock:
                job = await anext(source, None)
            if job is None:
                return
            trace(name, job)
            await asyncio.sleep(pace)

    async with asyncio.TaskGroup() as group:
        group.create_task(worker("fast", 1), name="fast")
        group.create_task(worker("slow", 3), name="slow")
