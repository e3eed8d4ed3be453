import asyncio


async def producer(trace, queue, name):
    for n in range(2):
        await queue.put(f"{name}{n}")
        trace("put", name, n, queue.qsize())


async def main(trace):
    queue = asyncio.Queue(1)
    producers = [asyncio.create_task(producer(trace, queue, name)) for name in "abc"]
    await asyncio.sleep(1)
    trace("all wait", queue.qsize(), queue.full())
    producers[1].cancel()
    order = []
    while not all(task.done() for task in producers) or not queue.empty():
        order.append(await queue.get())
        if len(order) % 2 == 0:
            await asyncio.sleep(0)
    trace("order", order, producers[1].cancelled())
