# call_soon: the loop calls back on its next turn, in the order asked, with the positional arguments given.
import asyncio


def greet(greeting, name):
    print(f"{greeting}, {name}!")


loop = asyncio.new_event_loop()
loop.call_soon(greet, "Good morning", "Ada")
loop.call_soon(greet, "Good evening", "Grace")
loop.call_soon(loop.stop)

print("nothing is called before the loop runs")
loop.run_forever()
loop.close()
