import asyncio
import functools
import inspect


async def work():
    return 1


def plain():
    return work()


def generate():
    yield 1


class Thing:
    async def method(self):
        return 2

    @staticmethod
    async def static():
        return 3


async def main(trace):
    thing = Thing()
    functions = (work, plain, generate, thing.method, Thing.static, lambda: 1, print, None, 5, work())
    trace("functions", [inspect.iscoroutinefunction(each) for each in functions])
    coroutines = (work(), plain(), thing.method(), Thing.static())
    trace("coroutines", [asyncio.iscoroutine(each) for each in coroutines])
    others = (work, asyncio.sleep, asyncio.get_running_loop().create_future(), None, 5, "text", [])
    trace("others", [asyncio.iscoroutine(each) for each in others])
    trace("sleep is one", inspect.iscoroutinefunction(asyncio.sleep), inspect.iscoroutinefunction(asyncio.gather))
    trace("results", [await each for each in coroutines])
