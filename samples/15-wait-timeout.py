# wait with a timeout raises nothing and cancels nothing: what is pending is yours to cancel and to await,
# so that no task is left behind half done ("destroyed while pending").
import asyncio


async def job(name, delay):
    try:
        await asyncio.sleep(delay)
        return name
    finally:
        print(f"{name} leaves")


async def main():
    jobs = [
        asyncio.create_task(job("a quick one", 0)),
        asyncio.create_task(job("an hour", 3600), name="hour"),
        asyncio.create_task(job("a day", 86400), name="day"),
    ]
    done, pending = await asyncio.wait(jobs, timeout=0.1)
    for task in done:
        print(f"done: {task.result()}")
    print(f"pending: {', '.join(sorted(task.get_name() for task in pending))}")

    for task in jobs:
        if task in pending:
            task.cancel()
    await asyncio.wait(pending)
    print(f"cancelled: {len([task for task in jobs if task.cancelled()])}")
    print(f"tasks left beside main: {len(asyncio.all_tasks()) - 1}")


asyncio.run(main())
