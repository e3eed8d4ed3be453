"""traps: 26"""

from conformance import VirtualEventLoop


def script(trace):
    loop = VirtualEventLoop()

    def stopper():
        trace("stop")
        loop.stop()
        loop.call_soon(trace, "added by the one that stopped")

    loop.call_soon(stopper)
    loop.call_soon(trace, "same batch")
    loop.run_forever()
    trace("stopped", loop.is_running())
    loop.call_soon(loop.stop)
    loop.run_forever()
    trace("stopped again", loop.is_running())
    loop.close()
