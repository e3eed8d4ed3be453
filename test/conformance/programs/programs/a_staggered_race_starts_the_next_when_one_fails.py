"""traps: 228"""

import asyncio


async def race(trace, starters, delay):
    errors, winner, tasks = [], [], []

    async def run(index, previous):
        if previous is not None:
            try:
                await asyncio.wait_for(previous.wait(), delay)
            except TimeoutError:
                pass
        failed = asyncio.Event()
        if index + 1 < len(starters):
            tasks.append(asyncio.create_task(run(index + 1, failed)))
        errors.append(None)
        try:
            trace("starts", index)
            result = await starters[index]()
        except ValueError as error:
            errors[index] = error
            failed.set()
        except asyncio.CancelledError as error:
            errors[index] = error
            raise
        else:
            winner.append([result, index])
            for other, task in enumerate(tasks):
                if other != index:
                    task.cancel()

    tasks.append(asyncio.create_task(run(0, None)))
    while not all(task.done() for task in tasks):
        await asyncio.wait(tasks)
    return [winner, errors]


def starter(seconds, error=None):
    async def start():
        await asyncio.sleep(seconds)
        if error is not None:
            raise ValueError(error)
        return f"after {seconds}"

    return start


async def main(trace):
    fail, slow, quick = starter(0.25, "refused"), starter(5), starter(1)
    for name, starters in (("the second wins", [slow, quick, fail]), ("early failure", [fail, quick, slow])):
        trace(name, await race(trace, starters, 0.5))
    trace("nobody", await race(trace, [fail, fail], 0.5))
