"""traps: 200"""

import contextvars

var = contextvars.ContextVar("var", default="default")


async def main(trace):
    var.set("outer")
    context = contextvars.Context()

    def fail(first, second):
        trace("arguments", first, second, var.get("nothing"))
        var.set("inner")
        raise ValueError("from run")

    try:
        context.run(fail, 1, [2])
    except ValueError as error:
        trace("raised", error)
    trace("outside", var.get())
    trace("inside it stays", context.get(var))
