"""The Python half of the harness: the module `conformance` that the programs import.

It holds an asyncio event loop on a virtual clock, the trace recorder and the few helpers programs share.
Nothing here may depend on real time, on hash order or on the garbage collector: a trace must come out
the same on every run. `programs/conformance.ts` is its twin and must offer the same names.
"""

import asyncio
import heapq
import json
import logging
import math
import warnings
from asyncio import base_events, events

logging.getLogger("asyncio").setLevel(logging.CRITICAL + 1)
# Reports that wait for the garbage collector come at another time, or never, in the other language.
warnings.filterwarnings("ignore", "coroutine .* was never awaited")
# Pyodide's policy gives a loop of its own to whoever asks for one: a program must not meet it.
events._set_event_loop_policy(events._BaseDefaultEventLoopPolicy())


class OrderedTimerHandle(events.TimerHandle):
    """A timer that breaks ties of equal deadlines by the order of registration.

    CPython's heap promises no order for ties; tsyncio fires them first in, first out, which is one of the
    orders CPython allows. Fixing it here makes the traces comparable and hides nothing else.
    """

    __slots__ = ("_order",)

    def __lt__(self, other):
        return (self._when, self._order) < (other._when, other._order)


class VirtualSelector:
    """Never blocks: where a real selector would sleep, it moves the clock to the next timer."""

    def __init__(self, loop):
        self._loop = loop

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("deadlock: nothing is ready and no timer is set")
        if timeout > 0:
            # The deadline itself, not now + timeout: the sum would round differently.
            self._loop._now = self._loop._scheduled[0]._when
        self._loop._count_iteration()
        return []

    def close(self):
        pass


class VirtualEventLoop(base_events.BaseEventLoop):
    """asyncio's own loop, unchanged, on a clock that starts at 0 and stands still while anything is ready."""

    MAX_ITERATIONS = 100_000

    def __init__(self):
        super().__init__()
        self._now = 0
        self._iterations = 0
        self._timers = 0
        self._selector = VirtualSelector(self)

    # asyncio runs a timer when `when < time() + _clock_resolution`. One unit in the last place makes that
    # "when <= time()" exactly, so that a jump to a deadline makes this deadline due and no later one.
    _clock_resolution = property(lambda self: math.ulp(self._now), lambda self, value: None)

    def time(self):
        return self._now

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        timer = OrderedTimerHandle(when, callback, args, self, context)
        timer._order = self._timers
        self._timers += 1
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass

    def _count_iteration(self):
        self._iterations += 1
        if self._iterations > self.MAX_ITERATIONS:
            raise RuntimeError("the program runs away: too many iterations of the loop")


def kind(error):
    """The class of an error by its Python name, for errors whose wording differs between the languages."""
    return type(error).__name__


class Ticker:
    """Counts the iterations of the running loop from its creation until stop()."""

    def __init__(self):
        self.count = 0
        self._loop = asyncio.get_running_loop()
        self._handle = self._loop.call_soon(self._tick)

    def _tick(self):
        self.count += 1
        self._handle = self._loop.call_soon(self._tick)

    def stop(self):
        self._handle.cancel()
        return self.count


class Random:
    """Numbers that look random and are the same in both languages (Lehmer's generator)."""

    def __init__(self, seed):
        self._state = seed

    def below(self, n):
        self._state = self._state * 16807 % 2147483647
        return self._state % n


async def turns(n):
    """Gives up n turns."""
    for _ in range(n):
        await asyncio.sleep(0)


def normal(value):
    """A traced value as plain JSON: the same normal form as `normal` in programs/conformance.ts."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float)):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, BaseExceptionGroup):
        return [kind(value), value.message, *(normal(error) for error in value.exceptions)]
    if isinstance(value, BaseException):
        return f"{kind(value)}({value})"
    if isinstance(value, (list, tuple)):
        return [normal(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((normal(item) for item in value), key=json.dumps)
    if isinstance(value, dict):
        return {key: normal(item) for key, item in value.items()}
    raise TypeError(f"{value!r} cannot be traced: trace plain data or errors")


class Recorder:
    """Called by a program as `trace(event, *details)`; keeps the events with the time of the running loop."""

    def __init__(self):
        self.events = []

    def __call__(self, event, *details):
        loop = events._get_running_loop()
        time = None if loop is None else loop.time()
        self.events.append([time, event, *(normal(detail) for detail in details)])


def run(source, filename):
    """Runs one program; returns its trace as JSON.

    A program defines `async def main(trace)`, run by asyncio.run on a virtual loop, or, where it drives
    loops by itself, a plain `def script(trace)`.
    """
    trace = Recorder()
    program = {"__name__": "program"}
    host_loop = events._get_running_loop()
    events._set_running_loop(None)
    try:
        exec(compile(source, filename, "exec"), program)
        if "script" in program:
            trace("script returned", program["script"](trace))
        else:
            value = asyncio.run(program["main"](trace), loop_factory=VirtualEventLoop)
            trace("main returned", value)
    except BaseException as error:
        if isinstance(error, (NameError, AttributeError, ImportError, SyntaxError)):
            raise  # a mistake in the program itself, not behaviour to compare
        trace("raised", kind(error))
    finally:
        events._set_running_loop(host_loop)
    return json.dumps(trace.events)
