"""traps: 124, 134"""

import asyncio


async def branch(left, name, depth):
    try:
        async with asyncio.TaskGroup() as group:
            if depth > 0:
                for side in "lr":
                    group.create_task(branch(left, name + side, depth - 1))
            else:
                await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        left.add(f"{name} {error}")
        raise


async def main(trace):
    left = set()
    root = asyncio.create_task(branch(left, "root-", 2))
    await asyncio.sleep(1)
    trace("alive", len(asyncio.all_tasks()))
    root.cancel("felled")
    try:
        await root
    except asyncio.CancelledError as error:
        trace("root", error, root.cancelled(), len(asyncio.all_tasks()))
    trace("each was left, in no order", left)
