# A Future is a place for a result that is not there yet. It is given one once, and says so if asked too
# early or told twice.
import asyncio


def show(when, future):
    print(f"{when}: {f'done, {future.result()}' if future.done() else 'pending'}")


def attempt(what, action):
    try:
        action()
    except asyncio.InvalidStateError:
        print(f"{what}: InvalidStateError")


loop = asyncio.new_event_loop()
answer = loop.create_future()

show("at first", answer)
attempt("asking too early", lambda: answer.result())

loop.call_soon(lambda: answer.set_result("forty-two"))
show("before the loop runs", answer)

print(f"the loop ran until: {loop.run_until_complete(answer)}")
show("afterwards", answer)
attempt("telling it twice", lambda: answer.set_result("forty-three"))

loop.close()
