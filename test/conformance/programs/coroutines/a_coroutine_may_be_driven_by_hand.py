"""traps: 8

send starts and resumes it, throw raises inside of it, close ends it.
"""

from conformance import kind


class Pause:
    def __await__(self):
        return (yield "paused")


async def work(trace, laps):
    try:
        for lap in range(laps):
            trace("resumed with", await Pause())
        return "result"
    except ValueError as error:
        trace("thrown in", error)
        return "recovered"
    finally:
        trace("over")


def script(trace):
    coroutine = work(trace, 2)
    trace("first", coroutine.send(None))
    trace("second", coroutine.send("a"))
    try:
        coroutine.send("b")
    except StopIteration as stop:
        trace("returned", stop.value)
    coroutine = work(trace, 2)
    coroutine.send(None)
    try:
        coroutine.throw(ValueError("no"))
    except StopIteration as stop:
        trace("returned", stop.value)
    coroutine = work(trace, 2)
    coroutine.send(None)
    coroutine.close()
    unstarted = work(trace, 2)
    try:
        unstarted.throw(KeyError("early"))
    except Exception as error:
        trace("not started", kind(error) == "KeyError")
    work(trace, 2).close()
