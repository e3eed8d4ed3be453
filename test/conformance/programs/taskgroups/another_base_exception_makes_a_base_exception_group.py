"""traps: 129"""

import asyncio


class Stop(BaseException):
    pass


async def stop():
    await asyncio.sleep(1)
    raise Stop("child")


async def main(trace):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(stop())
            try:
                await asyncio.sleep(10)
            finally:
                raise ValueError("body")
    except BaseExceptionGroup as error:
        trace("group", error, isinstance(error, ExceptionGroup))
    try:
        async with asyncio.TaskGroup() as group:
            raise Stop("body")
    except BaseExceptionGroup as error:
        trace("group", error, isinstance(error, ExceptionGroup))
