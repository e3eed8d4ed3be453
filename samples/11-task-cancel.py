# Cancelling a task: CancelledError is thrown where it waits. It cleans up and rethrows; an ordinary handler
# that does not name CancelledError never sees it; who awaits the task is told.
import asyncio


async def nap():
    try:
        await asyncio.sleep(3600)
    except Exception as error:
        print(f"something went wrong: {error}")


async def careful():
    print("asleep for an hour")
    try:
        await nap()
    except asyncio.CancelledError as error:
        print(f"woken: {error}")
        raise
    finally:
        print("the bed is made")


async def main():
    task = asyncio.create_task(careful())
    await asyncio.sleep(0.02)

    print(f"cancel() asks: {'yes' if task.cancel('breakfast') else 'no'}")
    print(f"not cancelled yet: {'cancelled' if task.cancelled() else 'pending'}")
    try:
        await task
    except asyncio.CancelledError:
        print("main is told by CancelledError")
    print(f"afterwards: {'cancelled' if task.cancelled() else 'pending'}")


asyncio.run(main())
