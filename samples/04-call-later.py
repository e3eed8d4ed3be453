# call_later beside call_soon: call_soon runs first, wherever it stands, then the smaller delay. Delays are
# seconds.
import asyncio


def say(what):
    print(what)


loop = asyncio.new_event_loop()
loop.call_later(0.09, loop.stop)
loop.call_later(0.06, say, "third: in 0.06 s")
loop.call_later(0.03, say, "second: in 0.03 s")
loop.call_soon(say, "first: soon")

never = loop.call_later(0.05, say, "never: cancelled before it was due")
never.cancel()

loop.run_forever()
loop.close()
