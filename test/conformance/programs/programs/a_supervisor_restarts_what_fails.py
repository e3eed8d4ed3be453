"""Each service is restarted after its failure until the supervisor is cancelled."""

import asyncio


async def service(trace, name, life):
    try:
        await asyncio.sleep(life)
        raise ValueError(f"{name} died")
    finally:
        trace("down", name)


async def supervise(trace, lives):
    def start(name):
        trace("up", name)
        return asyncio.create_task(service(trace, name, lives[name]), name=name)

    tasks = [start(name) for name in lives]
    try:
        while True:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for i, task in enumerate(tasks):
                if task.done():
                    trace("restarts", task.get_name(), task.exception())
                    tasks[i] = start(task.get_name())
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        trace("all down", [task.cancelled() for task in tasks])


async def main(trace):
    task = asyncio.create_task(supervise(trace, {"a": 2, "b": 3}))
    await asyncio.sleep(6.5)
    task.cancel()
    await asyncio.wait([task])
    trace("supervisor", task.cancelled())
