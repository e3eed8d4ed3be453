# call_at: a metronome. Each beat is placed on the loop's own clock, counted from the start, so that a late
# beat does not delay the ones after it, as a chain of call_later would.
import asyncio

PERIOD = 0.02
BEATS = 4

loop = asyncio.new_event_loop()
start = loop.time()


def beat(n):
    early = loop.time() < start + n * PERIOD - 0.001
    print(f"beat {n}{', too early' if early else ''}")
    if n < BEATS:
        loop.call_at(start + (n + 1) * PERIOD, beat, n + 1)
    else:
        loop.stop()


loop.call_at(start + PERIOD, beat, 1)
loop.run_forever()
loop.close()
