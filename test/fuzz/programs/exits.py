"""What random programs leave their blocks by: the twin of exits.ts, with the same names."""

import asyncio
import contextlib


class ExitError(RuntimeError):
    """Replaces the error in flight, if there is one: what it was is told with it."""

    def __init__(self, message, in_flight):
        super().__init__(message)
        self.in_flight = in_flight

    def before(self):
        """The error that this one has taken the place of."""
        # A timeout has put its error before the cancellation.
        if self.in_flight and isinstance(self.__context__, TimeoutError):
            return self.__context__
        # Not the context: of an exit stack whose block ended well, errors of callbacks have none.
        return self.in_flight


class Exits:
    def __init__(self, say):
        self.say = say

    def waiting(self, label, how):
        async def leave(_kind, error, _traceback):
            self.say(label, error)
            await asyncio.sleep(0)
            return leave_by(how, label, error)

        return leave

    def at_once(self, label, how):
        def leave(_kind, error, _traceback):
            self.say(label, error)
            return leave_by(how, label, error)

        return leave

    async def call_back(self, label, how):
        self.say(label)
        await asyncio.sleep(0.5)
        leave_by(how, label, None)

    def call_back_at_once(self, label, how):
        self.say(label)
        leave_by(how, label, None)

    def manager(self, label, entering, leaving):
        return Manager(self, label, entering, leaving)

    def odd(self, label, how):
        return odd(self.say, label, how)

    async def decorated(self, label, how, function):
        return await odd(self.say, label, how)(function)()


class Manager:
    """May fail on its way in, and do anything on its way out."""

    def __init__(self, exits, label, entering, leaving):
        self.label = label
        self.entering = entering
        self.leave = exits.waiting(label, leaving)

    async def __aenter__(self):
        await asyncio.sleep(0)
        if self.entering == "raise":
            raise ValueError(self.label)
        if self.entering == "cancel":
            asyncio.current_task().cancel("entering")
        return self.label

    async def __aexit__(self, *error):
        return await self.leave(*error)


def leave_by(how, label, error):
    if how == "replace":
        raise ExitError(label, error)
    # Raised again by a callback of an exit stack, an error becomes its own context, and the next one looks for an end.
    if how == "raise again":
        return False
    if how == "cancel":
        raise asyncio.CancelledError(label)
    if how == "interrupt":
        raise KeyboardInterrupt(label)
    return how == "swallow"


@contextlib.asynccontextmanager
async def odd(say, label, how):
    """What is wrong with it: a generator for this is to yield once, and to raise what is thrown into it."""
    if how == "yields never":
        return
    try:
        yield label
        say(label, "left")
    except GeneratorExit:
        raise
    except BaseException as error:
        say(label, error)
        await asyncio.sleep(0)
        if how == "swallows":
            return
        if how == "yields after an error":
            yield label
        if how == "replaces":
            raise ExitError(label, error)
        if how == "raises from":
            raise ExitError(label, error) from error
        raise
    finally:
        say(label, "finally")
        await asyncio.sleep(0)
    if how == "yields twice":
        yield label
