# wait: ten tasks that end in another order than they were started. wait gives two sets, done and pending; a
# set has no order, so what is printed from it is sorted.
import asyncio


async def runner(number):
    place = number * 7 % 10
    await asyncio.sleep(0.05 * place)
    print(f"runner {number} comes in")
    return number


def numbers(tasks):
    return " ".join(str(number) for number in sorted(task.result() for task in tasks))


async def main():
    runners = [asyncio.create_task(runner(number)) for number in range(10)]

    done, pending = await asyncio.wait(runners, return_when=asyncio.FIRST_COMPLETED)
    print(f"first: {numbers(done)}, on the way: {len(pending)}")

    done, pending = await asyncio.wait(runners)
    print(f"all: {numbers(done)}, on the way: {len(pending)}")


asyncio.run(main())
