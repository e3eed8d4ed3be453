# Stopping the loop: the callbacks of the current turn still run, what they schedule waits for the next run.
import asyncio

loop = asyncio.new_event_loop()


def say(what):
    print(what)


def stop_here():
    print("stopping")
    loop.stop()
    loop.call_soon(say, "scheduled while stopping: runs only when the loop runs again")


loop.call_soon(stop_here)
loop.call_soon(say, "already in this turn: runs before the loop stops")
loop.run_forever()
print("running" if loop.is_running() else "stopped")

loop.call_soon(loop.stop)
loop.run_forever()

loop.close()
print("closed" if loop.is_closed() else "open")
