"""traps: 202"""

import contextvars
from conformance import kind


async def main(trace):
    bare = contextvars.ContextVar("bare")
    declared = contextvars.ContextVar("declared", default="declared default")
    trace("names", bare.name, declared.name)
    try:
        bare.get()
    except LookupError as error:
        trace("nothing at all", kind(error))
    trace("the caller's", bare.get("caller's"), declared.get("caller's"), bare.get(None))
    trace("the declared", declared.get())
    context = contextvars.copy_context()
    trace("no entry", declared in context, context.get(declared), context.get(declared, "given"))
    bare.set("value")
    declared.set("value")
    trace("the value", bare.get("caller's"), declared.get("caller's"))
    trace("an entry", declared in contextvars.copy_context(), declared in context)
