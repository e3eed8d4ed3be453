"""The default handler tells where the handle was made that runs, where nothing tells where the subject was."""

import asyncio


def fail():
    raise ValueError("no")


async def main(trace):
    loop = asyncio.get_running_loop()

    def handler(loop, context):
        before = sorted(context)
        loop.default_exception_handler(context)
        trace("told", before, sorted(set(context) - set(before)))

    def report():
        loop.call_exception_handler({"message": "told"})

    async def reporting():
        report()

    loop.set_exception_handler(handler)
    for debug in (False, True):
        loop.set_debug(debug)
        loop.call_soon(report)
        await asyncio.sleep(0)
        loop.call_soon(fail)
        await asyncio.sleep(0)
        loop.call_later(1, report)
        await asyncio.sleep(2)
        await asyncio.create_task(reporting())
    loop.set_debug(False)
