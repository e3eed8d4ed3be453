# Awaiting a Future that a callback completes: how code of callbacks is brought to coroutines.
import asyncio


# An old-style service: it answers, or fails, by calling back later.
def look_up(city, on_found, on_error):
    loop = asyncio.get_running_loop()
    known = {"Lisbon": 24, "Oslo": 11}
    degrees = known.get(city)
    if degrees is None:
        loop.call_later(0.02, on_error, ValueError(f"no station in {city}"))
    else:
        loop.call_later(0.02, on_found, degrees)


async def temperature(city):
    reply = asyncio.get_running_loop().create_future()
    look_up(
        city,
        lambda degrees: reply.set_result(degrees),
        lambda error: reply.set_exception(error),
    )
    return await reply


async def main():
    for city in ["Lisbon", "Oslo", "Atlantis"]:
        try:
            print(f"{city}: {await temperature(city)} degrees")
        except ValueError as error:
            print(f"{city}: {error}")


asyncio.run(main())
