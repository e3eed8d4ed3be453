# Context variables: each task works in a copy of its maker's context, so that requests served side by side
# do not mix up their ids, and a callback sees the context it was scheduled in.
import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def log(what):
    print(f"[{request_id.get()}] {what}")


async def query(table, delay):
    await asyncio.sleep(delay)
    log(f"read {table}")


async def handle(id, delay):
    token = request_id.set(id)
    log("begins")
    asyncio.get_running_loop().call_soon(log, "a callback of this request")
    await query("users", delay)  # a plain await: the same context
    await asyncio.create_task(query("orders", delay))  # a task: a copy of it
    request_id.reset(token)
    log("ended, the id is given back")


async def main():
    log("main, before")
    await asyncio.gather(handle("A", 0.03), handle("B", 0.05))
    log("main, after: what the tasks set stayed theirs")


asyncio.run(main())
