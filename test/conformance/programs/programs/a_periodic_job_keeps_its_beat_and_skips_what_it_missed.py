import asyncio


async def every(period, job):
    loop = asyncio.get_running_loop()
    beat = loop.time()
    while True:
        await job()
        beat += period
        while beat < loop.time():
            beat += period
        reached = asyncio.Event()
        loop.call_at(beat, reached.set)
        await reached.wait()


async def main(trace):
    durations = [0.25, 2.5, 0.5, 0, 1]

    async def job():
        seconds = durations.pop(0) if durations else 0
        trace("begins", seconds)
        await asyncio.sleep(seconds)

    try:
        async with asyncio.timeout(9.5):
            await every(1, job)
    except TimeoutError:
        trace("over")
