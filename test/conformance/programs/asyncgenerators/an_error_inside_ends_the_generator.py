import asyncio


async def failing(trace, late):
    try:
        yield 1
        if late:
            await asyncio.sleep(1)
        raise LookupError("no more")
    finally:
        trace("finally")


async def main(trace):
    for late in (False, True):
        generator = failing(trace, late)
        try:
            async for number in generator:
                trace("got", number)
        except LookupError as error:
            trace("raised", error)
        trace("then", await anext(generator, "nothing"))
