"""Three workers take jobs off one list; the slow ones take fewer."""

import asyncio


async def worker(trace, name, jobs, results):
    while jobs:
        job = jobs.pop(0)
        trace("takes", name, job)
        await asyncio.sleep(job / 10)
        results.append([name, job])
    return name


async def main(trace):
    jobs, results = [3, 1, 4, 1, 5, 9, 2, 6], []
    trace("workers", await asyncio.gather(*(worker(trace, name, jobs, results) for name in "abc")))
    trace("results", results)
