"""traps: 203"""

import contextvars

var, other = contextvars.ContextVar("var"), contextvars.ContextVar("other")


async def main(trace):
    shared = ["shared"]
    var.set(shared)
    snapshot = contextvars.copy_context()
    copy = snapshot.copy()
    shared.append("by reference")
    var.set("new")
    other.set("new")
    copy.run(other.set, "in the copy")
    trace("snapshot", snapshot[var], len(snapshot), other in snapshot)
    trace("copy", copy[var], len(copy), copy[other])
    trace("items", [name for name in sorted(v.name for v in copy)], len(list(copy.values())))
