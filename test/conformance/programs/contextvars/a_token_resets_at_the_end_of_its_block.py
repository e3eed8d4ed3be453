"""traps: 204"""

import contextvars
from conformance import kind

var = contextvars.ContextVar("var", default="default")


async def main(trace):
    with var.set("in the block"):
        trace("inside", var.get())
    trace("outside", var.get())
    try:
        with var.set("in a failing block"):
            raise ValueError("x")
    except ValueError as error:
        trace("after an error", error, var.get())
    token = var.set("reset by hand")
    try:
        with token:
            var.reset(token)
            trace("reset inside", var.get())
    except RuntimeError as error:
        trace("a second reset", kind(error))
