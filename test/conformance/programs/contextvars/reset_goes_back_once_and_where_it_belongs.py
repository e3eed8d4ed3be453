"""traps: 201"""

import contextvars
from conformance import kind


async def main(trace):
    var, other = contextvars.ContextVar("var"), contextvars.ContextVar("other")

    def attempt(name, function, *args):
        try:
            trace(name, function(*args))
        except (RuntimeError, ValueError, LookupError) as error:
            trace(name, kind(error))

    unset = var.set(1)
    first = var.set(2)
    trace("tokens", unset.old_value is contextvars.Token.MISSING, first.old_value, first.var is var)
    attempt("a foreign variable", other.reset, first)
    attempt("a foreign context", contextvars.copy_context().run, var.reset, first)
    attempt("reset", var.reset, first)
    trace("value", var.get())
    attempt("a second time", var.reset, first)
    attempt("back to unset", var.reset, unset)
    attempt("value", var.get)
