"""traps: 202, 203"""

import contextvars

first = contextvars.ContextVar("first", default=1)
second = contextvars.ContextVar("second")
third = contextvars.ContextVar("third")


def names(variables):
    return {variable.name for variable in variables}


def fill(trace):
    first.set("one")
    second.set("two")
    context = contextvars.copy_context()
    trace("inside", len(context), names(context), first in context, third in context)


async def main(trace):
    context = contextvars.Context()
    trace("empty", len(context), list(context), first in context, context.get(first), context.get(first, "?"))
    context.run(fill, trace)
    trace("filled", len(context), names(context.keys()), set(context.values()))
    trace("items", {f"{variable.name}={value}" for variable, value in context.items()})
    trace("get", context.get(first), context[second], context.get(third), context.get(third, "none"))
    copy = context.copy()
    copy.run(third.set, "three")
    trace("a copy", len(copy), len(context), copy.get(first))
    trace("outside", first.get(), second.get("unset"))
