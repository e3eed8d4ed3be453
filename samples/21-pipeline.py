# A pipeline of asynchronous generators: each stage pulls from the one before, and closing the last closes them all.
# A context manager made of a generator opens what a stage needs; an exit stack keeps as many as there are.
import asyncio
from contextlib import AsyncExitStack, aclosing, asynccontextmanager


@asynccontextmanager
async def sensor(name):
    print(f"{name} is switched on")
    try:
        yield {"name": name, "values": [3, 1, 4, 1, 5]}
    finally:
        await asyncio.sleep(0.01)
        print(f"{name} is switched off")


async def readings(sensors):
    for reading in zip(*(sensor["values"] for sensor in sensors)):
        await asyncio.sleep(0.01)
        yield reading


async def totals(source):
    async with aclosing(source):
        total = 0
        try:
            async for reading in source:
                total += sum(reading)
                yield total
        finally:
            print(f"the total was {total}")


async def main():
    async with AsyncExitStack() as stack:
        sensors = [await stack.enter_async_context(sensor(name)) for name in ("left", "right")]
        stack.callback(print, "leaving")
        async with aclosing(totals(readings(sensors))) as source:
            async for total in source:
                print(total)
                if total > 10:
                    break
    print("done")


asyncio.run(main())
