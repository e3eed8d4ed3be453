# ensure_future takes any awaitable: a coroutine becomes a task, an object that can be awaited becomes a
# task around it, a future or task is given back as it is.
import asyncio


async def hello():
    await asyncio.sleep(0)
    return "hello from a coroutine"


class Letter:
    def __await__(self):
        yield  # gives up one turn
        return "hello from an object"


async def main():
    from_coroutine = asyncio.ensure_future(hello())
    from_object = asyncio.ensure_future(Letter())
    future = asyncio.get_running_loop().create_future()
    future.set_result("hello from a future")

    print(f"coroutine -> {'a task' if isinstance(from_coroutine, asyncio.Task) else 'no task'}")
    print(f"object -> {'a task' if isinstance(from_object, asyncio.Task) else 'no task'}")
    print(f"future -> {'itself' if asyncio.ensure_future(future) is future else 'another'}")
    print(f"task -> {'itself' if asyncio.ensure_future(from_coroutine) is from_coroutine else 'another'}")
    print(f"a task is a future: {'yes' if asyncio.isfuture(from_coroutine) else 'no'}")

    print(await from_coroutine)
    print(await from_object)
    print(await asyncio.ensure_future(future))


asyncio.run(main())
