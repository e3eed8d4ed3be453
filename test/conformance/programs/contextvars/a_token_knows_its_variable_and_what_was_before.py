"""traps: 201, 204"""

import contextvars

var = contextvars.ContextVar("var")


async def main(trace):
    first = var.set("first")
    second = var.set("second")
    trace("variable", first.var is var, first.var.name)
    trace("before", first.old_value is contextvars.Token.MISSING, second.old_value)
    var.reset(second)
    trace("back", var.get())
    var.reset(first)
    trace("unset", var.get("nothing"))
    try:
        var.get()
    except LookupError as error:
        trace("no value", isinstance(error, LookupError))
    with var.set("outer"):
        with var.set("inner") as token:
            trace("in", var.get(), token.old_value)
        trace("out", var.get())
    trace("outside", var.get("nothing"))
