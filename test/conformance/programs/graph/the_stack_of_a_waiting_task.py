"""A suspended task shows its coroutines, innermost first; `limit` cuts from either end."""

import asyncio


async def inner(future):
    await future


async def middle(future):
    await inner(future)


async def outer(future):
    await middle(future)


async def main(trace):
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(outer(future))
    await asyncio.sleep(0)
    for limit in (None, 0, 1, 2, 9, -1, -2, -9):
        graph = asyncio.capture_call_graph(task, limit=limit)
        names = [entry.frame.f_code.co_name for entry in graph.call_stack]
        trace("limit", limit, names, graph.future is task, len(graph.awaited_by))
    graph = asyncio.capture_call_graph(future)
    trace("future", len(graph.call_stack), [above.future is task for above in graph.awaited_by])
    names = [entry.frame.f_code.co_name for entry in graph.awaited_by[0].call_stack]
    trace("its waiter", names)
    future.set_result(None)
    await task
    trace("after", len(asyncio.capture_call_graph(future).awaited_by))
