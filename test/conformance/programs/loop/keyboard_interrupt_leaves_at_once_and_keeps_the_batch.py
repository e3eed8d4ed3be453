"""traps: 32"""

from conformance import VirtualEventLoop, kind


def raise_(error):
    raise error


def script(trace):
    loop = VirtualEventLoop()
    loop.set_exception_handler(lambda loop, context: trace("never handled"))
    for error in (KeyboardInterrupt("ctrl-c"), SystemExit("bye")):
        loop.call_soon(trace, "before")
        loop.call_soon(raise_, error)
        loop.call_soon(trace, "after: in the next run")
        try:
            loop.run_forever()
        except BaseException as caught:
            trace("left", kind(caught), caught is error, loop.is_running())
        loop.call_soon(loop.stop)
        loop.run_forever()
        trace("next run over")
    loop.close()
