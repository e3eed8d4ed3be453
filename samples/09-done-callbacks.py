# Done callbacks run in the order they were added, on the turn after the future is done; arguments are bound
# in a functools.partial. One added to a future that is done already runs as well.
import asyncio
from functools import partial


def announce(future):
    print(f"plain: {future.result()}")


def tell(who, future):
    print(f"for {who}: {future.result()}")


async def main():
    parcel = asyncio.get_running_loop().create_future()
    for_grace = partial(tell, "Grace")
    parcel.add_done_callback(announce)
    parcel.add_done_callback(partial(tell, "Ada"))
    parcel.add_done_callback(for_grace)
    print(f"callbacks removed: {parcel.remove_done_callback(for_grace)}")

    parcel.set_result("the parcel has come")
    print("the result is set, no callback has run")
    await asyncio.sleep(0)

    parcel.add_done_callback(partial(tell, "the late one"))
    print("added to a future that is done")
    await asyncio.sleep(0)


asyncio.run(main())
