import asyncio

from conformance import VirtualEventLoop, kind


async def main(trace):
    other = VirtualEventLoop()
    for name, futures in {
        "alone": [other.create_future()],
        "first": [other.create_future(), asyncio.get_running_loop().create_future()],
        "last": [asyncio.get_running_loop().create_future(), other.create_future()],
    }.items():
        try:
            asyncio.gather(*futures)
        except ValueError as error:
            trace(name, kind(error))
