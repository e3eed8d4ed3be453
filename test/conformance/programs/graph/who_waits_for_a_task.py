"""gather, wait, shield, a task group and a plain await each leave an edge, as long as they wait."""

import asyncio


async def by_await(task):
    await task


async def by_gather(task):
    await asyncio.gather(task)


async def by_wait(task):
    await asyncio.wait([task])


async def by_shield(task):
    await asyncio.shield(task)


def edges(graph):
    return sorted(above.future.get_name() for above in graph.awaited_by)


async def main(trace):
    task = asyncio.create_task(asyncio.sleep(10))
    waiters = [
        asyncio.create_task(wait(task), name=wait.__name__.replace("by_", ""))
        for wait in (by_await, by_gather, by_wait, by_shield)
    ]
    trace("nobody yet", edges(asyncio.capture_call_graph(task)))
    await asyncio.sleep(1)
    trace("all", edges(asyncio.capture_call_graph(task)))
    trace("a text", asyncio.format_call_graph(task).startswith("* Task(name="))

    async def group():
        async with asyncio.TaskGroup() as tg:
            children.append(tg.create_task(asyncio.sleep(1)))
            await asyncio.sleep(2)

    children = []
    grouping = asyncio.create_task(group(), name="group")
    await asyncio.sleep(0.5)
    trace("group", edges(asyncio.capture_call_graph(children[0])))
    await asyncio.sleep(1)
    trace("its task is done", edges(asyncio.capture_call_graph(children[0])))
    await grouping
    await asyncio.gather(task, *waiters)
    trace("nobody any more", edges(asyncio.capture_call_graph(task)))
