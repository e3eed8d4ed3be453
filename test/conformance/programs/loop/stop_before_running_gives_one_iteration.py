"""traps: 27"""

from conformance import VirtualEventLoop


def script(trace):
    loop = VirtualEventLoop()

    def callback(depth):
        trace("callback", depth)
        loop.call_soon(callback, depth + 1)

    loop.call_soon(callback, 0)
    loop.call_later(1, trace, "never: the clock stands still")
    loop.call_later(0, trace, "due already")
    loop.stop()
    loop.run_forever()
    trace("stopped", loop.time())
    loop.close()
