import asyncio
from conformance import VirtualEventLoop


async def work(results, name):
    for _ in range(3):
        await asyncio.sleep(0)
    results.append([name, asyncio.current_task().get_name()])
    return name


def script(trace):
    for _ in range(2):
        loop, results = VirtualEventLoop(), []
        trace("new", loop.is_running(), loop.is_closed(), len(asyncio.all_tasks(loop)))
        task = loop.create_task(work(results, "second"), name="named")
        trace("result", loop.run_until_complete(work(results, "first")), task.done())
        trace("both ran", results[0], len(results))
        loop.call_soon(loop.stop)
        loop.run_forever()
        loop.close()
        trace("closed", loop.is_closed())
