# A chain of coroutines in two phases: each awaits the next and uses its result, as with ordinary calls. No
# task is made and the loop is not asked until something really waits.
import asyncio


async def measure(sensor):
    print(f"phase 1: measuring {sensor}")
    await asyncio.sleep(0.02)
    return len(sensor) * 10


async def convert(celsius):
    print(f"phase 2: converting {celsius}")
    return f"{celsius * 9 // 5 + 32} F"


async def report(sensor):
    celsius = await measure(sensor)
    fahrenheit = await convert(celsius)
    return f"{sensor}: {fahrenheit}"


async def main():
    print(await report("attic"))
    print(await report("kitchen"))


asyncio.run(main())
