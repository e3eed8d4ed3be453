# Two phases, each run in parallel: within a phase every coroutine runs beside the others, and the second
# phase of a city starts as soon as its own first phase has ended. gather inside gather.
import asyncio
from asyncio import gather


async def step(phase, city, what, delay):
    await asyncio.sleep(delay)
    print(f"{phase}, {city}: {what}")
    return what


async def trip(city, pace):
    booked = await gather(
        step("booking", city, "flight", pace),
        step("booking", city, "hotel", 2 * pace),
    )
    packed = await gather(
        step("packing", city, "shoes", 2 * pace),
        step("packing", city, "map", pace),
    )
    return f"{city}: {', '.join([*booked, *packed])}"


async def main():
    trips = await gather(trip("Rome", 0.25), trip("Oslo", 0.02))
    for line in trips:
        print(line)


asyncio.run(main())
