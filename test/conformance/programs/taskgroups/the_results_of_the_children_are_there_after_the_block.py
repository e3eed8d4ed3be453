import asyncio
import contextvars

var = contextvars.ContextVar("var", default="outside")


async def child(seconds, value):
    await asyncio.sleep(seconds)
    return [value, var.get(), asyncio.current_task().get_name()]


async def main(trace):
    context = contextvars.copy_context()
    context.run(var.set, "given")
    async with asyncio.TaskGroup() as group:
        first = group.create_task(child(2, "first"), name="one")
        second = group.create_task(child(1, "second"), name="two", context=context)
        third = group.create_task(child(0, "third"), name="three", eager_start=True)
        trace("in the block", first.done(), second.done(), third.done())
    trace("after it", first.result(), second.result(), third.result())
    async with asyncio.TaskGroup():
        trace("an empty group")
    trace("ends at once")
