"""traps: 175"""

async def numbers():
    for number in range(4):
        yield number


async def main(trace):
    generator = numbers()
    requests = [anext(generator), generator.asend(None), generator.aclose()]
    for request in requests:
        trace("gave", await request)
        try:
            await request
        except RuntimeError:
            trace("refused")
    generator = numbers()
    early, late = anext(generator), anext(generator)
    trace("the second request", await late)
    trace("the first request", await early)
