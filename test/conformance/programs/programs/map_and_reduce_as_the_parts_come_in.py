import asyncio
from conformance import Random


async def count(seconds, words):
    await asyncio.sleep(seconds)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


async def main(trace):
    random, text = Random(5), "the cat and the dog and the bird saw the cat".split()
    parts = [count(random.below(20) / 8, text[n : n + 3]) for n in range(0, len(text), 3)]
    total = {}
    for next_part in asyncio.as_completed(parts):
        part = await next_part
        for word, n in part.items():
            total[word] = total.get(word, 0) + n
        trace("part", part, len(total))
    trace("total", [[word, total[word]] for word in sorted(total)])
