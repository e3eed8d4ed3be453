import asyncio


class Topic:
    def __init__(self):
        self.queues = []

    async def publish(self, item):
        for queue in list(self.queues):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(item)
        await asyncio.sleep(0)

    def close(self):
        for queue in self.queues:
            queue.shutdown()


async def subscriber(trace, topic, name, seconds, bound):
    queue = asyncio.Queue(bound)
    topic.queues.append(queue)
    try:
        while True:
            trace("read", name, await queue.get())
            await asyncio.sleep(seconds)
    except asyncio.QueueShutDown:
        trace("end", name)
    finally:
        topic.queues.remove(queue)


async def main(trace):
    topic = Topic()
    async with asyncio.TaskGroup() as group:
        group.create_task(subscriber(trace, topic, "fast", 0.1, 0))
        group.create_task(subscriber(trace, topic, "slow", 2, 2))
        leaver = group.create_task(subscriber(trace, topic, "leaver", 0.1, 0))
        for n in range(8):
            await topic.publish(n)
            await asyncio.sleep(0.5)
            if n == 4:
                leaver.cancel()
        topic.close()
    trace("nobody is left", len(topic.queues))
