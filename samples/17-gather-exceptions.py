# gather and errors: by default the first error reaches the caller at once, and the others run on. With
# return_exceptions every error is a result, in its place.
import asyncio


async def divide(a, b, delay):
    await asyncio.sleep(delay)
    if b == 0:
        raise ValueError(f"{a} by zero")
    return a / b


def show(result):
    return f"error: {result}" if isinstance(result, Exception) else f"{int(result)}"


async def main():
    slow = asyncio.create_task(divide(8, 2, 0.1))
    try:
        await asyncio.gather(divide(6, 3, 0.02), divide(1, 0, 0), slow)
    except ValueError as error:
        print(f"gather failed with: {error}")
    print(f"meanwhile the slow one is {'done' if slow.done() else 'still running'}")
    print(f"and gives {show(await slow)}")

    results = await asyncio.gather(
        divide(6, 3, 0.02), divide(1, 0, 0), divide(9, 3, 0), return_exceptions=True
    )
    for result in results:
        print(show(result))


asyncio.run(main())
