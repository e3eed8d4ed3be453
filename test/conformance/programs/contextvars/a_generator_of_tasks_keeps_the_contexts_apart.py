"""traps: 195, 198"""

import asyncio
import contextvars

request = contextvars.ContextVar("request")


async def query(trace):
    await asyncio.sleep(0.1)
    trace("query for", request.get())
    return request.get()


async def handle(trace, name, delay):
    token = request.set(name)
    await asyncio.sleep(delay)
    answers = await asyncio.gather(query(trace), query(trace))
    asyncio.get_running_loop().call_soon(lambda: trace("callback of", request.get()))
    request.reset(token)
    trace("reset", request.get("none"), answers)


async def main(trace):
    await asyncio.gather(handle(trace, "a", 0.2), handle(trace, "b", 0.1), handle(trace, "c", 0))
    await asyncio.sleep(0)
    trace("main", request.get("none"))
