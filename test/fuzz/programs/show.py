"""A value as plain data: the twin of show.ts."""

import asyncio
import json

from exits import ExitError


def show(value):
    if isinstance(value, asyncio.Task):
        return value.get_name()
    if asyncio.isfuture(value):
        return "a future"
    if isinstance(value, BaseExceptionGroup):
        return [type(value).__name__, value.message, *(show(error) for error in value.exceptions)]
    if isinstance(value, asyncio.IncompleteReadError):
        return [type(value).__name__, list(value.partial), value.expected]
    if isinstance(value, asyncio.LimitOverrunError):
        return [type(value).__name__, value.consumed]
    if isinstance(value, ExitError):
        return [*brief(value), brief(value.before())]
    if isinstance(value, BaseException):
        cause = [root_of(value)] if isinstance(value, TimeoutError) else []
        return [*brief(value), *cause]
    if isinstance(value, (list, tuple)):
        return [show(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((show(item) for item in value), key=json.dumps)
    return value if isinstance(value, (str, int, float, bool, type(None))) else "an object"


def brief(error):
    # The wording of a library's errors is its own; what the program says is the same in both.
    if error is None:
        return None
    text = error.message if isinstance(error, BaseExceptionGroup) else str(error)
    own = [text] if isinstance(error, asyncio.CancelledError) or text.isalnum() else []
    return [type(error).__name__, *own]


def root_of(timeout):
    """Why a TimeoutError came. Of other errors, what is a context in Python is a cause in TypeScript."""
    cause = timeout.__cause__
    return root_of(cause) if isinstance(cause, TimeoutError) else type(cause).__name__
