from contextlib import AsyncExitStack


async def main(trace):
    stack = AsyncExitStack()
    for round in range(2):
        stack.callback(trace, "callback", round)
        await stack.aclose()
        trace("closed", round)
    await stack.aclose()
    async with stack:
        stack.callback(stack.callback, trace, "registered on the way out")
        stack.callback(trace, "last in")
    trace("done")
