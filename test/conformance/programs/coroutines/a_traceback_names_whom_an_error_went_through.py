import asyncio
import traceback


def names(error):
    known = {"helper", "failing", "middle", "outer", "waiting", "raising_again", "catching", "share", "sleep", "main"}
    frames = traceback.extract_tb(error.__traceback__)
    return [frame.name for frame in reversed(frames) if frame.name in known]


def helper():
    raise ValueError("failed")


async def failing():
    await asyncio.sleep(0)
    helper()


async def middle():
    try:
        await failing()
    finally:
        await asyncio.sleep(0)


async def outer():
    return await middle()


async def waiting():
    await asyncio.sleep(10)


async def raising_again():
    try:
        await failing()
    except ValueError:
        await asyncio.sleep(0)
        raise


async def catching():
    try:
        await asyncio.sleep(0)
        helper()
    except ValueError as error:
        return names(error)


async def share(awaitable):
    await awaitable


async def main(trace):
    async def attempt(label, awaitable):
        try:
            await awaitable
        except ValueError as error:
            trace(label, names(error))

    trace("caught at once", await catching())
    await attempt("coroutines", outer())
    await attempt("task", asyncio.create_task(outer()))
    await attempt("thrown again", raising_again())

    task = asyncio.create_task(middle())
    await attempt("task of a task", asyncio.create_task(share(task)))
    await attempt("gather", asyncio.gather(outer(), asyncio.sleep(1)))

    future = asyncio.get_running_loop().create_future()
    future.set_exception(ValueError("set"))
    await attempt("future", share(future))

    results = await asyncio.gather(outer(), return_exceptions=True)
    trace("an outcome", names(results[0]))

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(outer())
    except* ValueError as errors:
        trace("in a group", [names(error) for error in errors.exceptions])

    task = asyncio.create_task(waiting())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await share(task)
    except asyncio.CancelledError as error:
        trace("cancelled", names(error))
