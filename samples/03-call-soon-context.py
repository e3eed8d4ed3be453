# call_soon with a context: the callback sees the variables of that context. Without one it sees a copy of
# those that were current when call_soon was called.
import asyncio
from contextvars import ContextVar, copy_context

user = ContextVar("user", default="nobody")


def log(event):
    print(f"{event}: {user.get()}")


def rename(name):
    user.set(name)


ada = copy_context()
ada.run(rename, "Ada")

loop = asyncio.new_event_loop()
loop.call_soon(log, "no context given")
loop.call_soon(log, "Ada's context", context=ada)
loop.call_soon(rename, "Grace", context=ada)
loop.call_soon(log, "the same, changed by the callback before", context=ada)
loop.call_soon(log, "no context given, still")
loop.call_soon(loop.stop)

loop.run_forever()
loop.close()
