"""Without a task there is no graph; what is no future has none either."""

import asyncio

from conformance import kind


async def main(trace):
    loop = asyncio.get_running_loop()
    seen = loop.create_future()
    loop.call_soon(lambda: seen.set_result([asyncio.capture_call_graph(), asyncio.format_call_graph()]))
    trace("in a callback", await seen)
    for value in (5, "task"):
        try:
            asyncio.capture_call_graph(value)
        except Exception as error:
            trace("refused", kind(error))
    graph = asyncio.capture_call_graph(limit=0)
    trace("the current task", graph.future is asyncio.current_task(), list(graph.call_stack), list(graph.awaited_by))
    graph = asyncio.capture_call_graph(asyncio.current_task())
    trace("its stack begins with", graph.call_stack[0].frame.f_code.co_name)
    written = []

    class File:
        def write(self, text):
            written.append(text)

    asyncio.print_call_graph(limit=0, file=File())
    trace("printed", "".join(written).startswith("* Task(name="), "".join(written).count("\n"))
