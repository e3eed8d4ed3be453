import asyncio


async def worker(trace, name, queue):
    try:
        while True:
            job = await queue.get()
            await asyncio.sleep(1)
            trace("did", name, job)
            queue.task_done()
    except asyncio.QueueShutDown:
        trace("drained", name)
    except asyncio.CancelledError:
        trace("interrupted", name)
        raise


async def serve(trace, jobs, grace):
    queue, stopping = asyncio.Queue(2), asyncio.Event()
    asyncio.get_running_loop().call_later(2.5, stopping.set)
    async with asyncio.TaskGroup() as group:
        workers = [group.create_task(worker(trace, name, queue)) for name in "ab"]
        for job in range(jobs):
            if stopping.is_set():
                trace("refused", job)
                continue
            await queue.put(job)
        await stopping.wait()
        queue.shutdown()
        done, pending = await asyncio.wait(workers, timeout=grace)
        trace("after the grace", len(done), len(pending))
        for task in pending:
            task.cancel()
    return [task.cancelled() for task in workers]


async def main(trace):
    trace("patient", await serve(trace, 9, 5))
    trace("impatient", await serve(trace, 4, 0))
