# call_soon passes positional arguments only: keywords travel in a functools.partial.
import asyncio
from functools import partial


def brew(drink, *, cups, milk):
    print(f"{cups} x {drink}, {milk} milk")


loop = asyncio.new_event_loop()
loop.call_soon(partial(brew, "espresso", cups=2, milk="no"))
loop.call_soon(partial(brew, "tea", cups=1, milk="a drop of"))
loop.call_soon(loop.stop)

loop.run_forever()
loop.close()
