# A coroutine made a task: it starts on the loop's next turn, runs beside its maker, and keeps its result.
import asyncio


async def factorial(n):
    product = 1
    for i in range(2, n + 1):
        print(f"  {i - 1}! is {product}")
        product *= i
        await asyncio.sleep(0)
    return product


async def main():
    task = asyncio.create_task(factorial(4), name="factorial")
    print(f"{task.get_name()} is made and has not begun")
    await asyncio.sleep(0)
    print(f"{task.get_name()} has begun; {'done' if task.done() else 'pending'}")
    print(f"awaited: {await task}")
    print(f"{'done' if task.done() else 'pending'}, and asked again: {task.result()}")


asyncio.run(main())
