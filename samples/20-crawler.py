# A crawler: a producer/consumer worth copying. At most WORKERS tasks consume the queue of paths, and each
# page they read produces more of them. A page that does not answer in time is given up and holds nobody up.
# Ctrl-C cancels what is in flight; every finally runs, the server is closed, and the summary tells how far
# it got.
import asyncio
import re
import sys
from collections import namedtuple

WORKERS = 3
PAGE_TIMEOUT = 1  # seconds

# The site: its pages and their links. /slow never answers, /missing is not there.
SITE = {
    "/": ["/news", "/about", "/slow"],
    "/about": ["/", "/about/team"],
    "/about/team": ["/about"],
    "/news": ["/", "/news/1", "/news/2"],
    "/news/1": ["/news", "/missing"],
    "/news/2": ["/news", "/news/1"],
}

Page = namedtuple("Page", "path status links")


async def answer(reader, writer):
    request = (await reader.readline()).decode().split()
    path = request[1] if request else "/slow"  # nothing was asked: the client has gone away
    if path == "/slow":
        await reader.read()  # until the client goes away
    else:
        links = SITE.get(path)
        body = "\n".join(f'<a href="{link}">{link}</a>' for link in links or [])
        writer.write(f"HTTP/1.0 {200 if links else 404}\r\n\r\n{body}".encode())
    writer.close()


async def serve():
    return await asyncio.start_server(answer, "127.0.0.1", 0)


async def close(server):
    server.close()
    await server.wait_closed()


async def read(port, path):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {path} HTTP/1.0\r\n\r\n".encode())
        head, _, body = (await reader.read()).decode().partition("\r\n\r\n")
        return Page(path, head.split()[1], re.findall('href="([^"]*)"', body))
    finally:
        writer.close()  # lets go of the connection, also when the page is given up


async def visit(port, path):
    try:
        return await asyncio.wait_for(read(port, path), PAGE_TIMEOUT)
    except asyncio.TimeoutError:
        return Page(path, "too slow", [])


async def crawl(port, pages):
    queue = ["/"]
    seen = set(queue)
    workers = set()
    try:
        while queue or workers:
            while queue and len(workers) < WORKERS:
                workers.add(asyncio.create_task(visit(port, queue.pop(0))))

            done, workers = await asyncio.wait(workers, return_when=asyncio.FIRST_COMPLETED)
            for worker in done:
                page = worker.result()
                print(f"  {page.status} {page.path}", file=sys.stderr)  # in the order of completion
                pages.append(page)
                for link in page.links:
                    if link not in seen:
                        seen.add(link)
                        queue.append(link)
    finally:
        for worker in workers:
            worker.cancel()
        if workers:
            await asyncio.wait(workers)


def summarize(pages):
    lines = [f"{page.path} {page.status}" for page in pages]
    for line in sorted(lines):
        print(line)
    print(f"{len([page for page in pages if page.status == '200'])} of {len(pages)} pages were read")


async def main(pages):
    server = await serve()
    port = server.sockets[0].getsockname()[1]
    print("crawling, Ctrl-C to stop", flush=True)
    try:
        await crawl(port, pages)
    finally:
        await close(server)
        print("the server is closed")


pages = []
status = 0
try:
    asyncio.run(main(pages))
    print("finished")
except KeyboardInterrupt:
    print("interrupted")
    status = 130  # what shells expect of a program that Ctrl-C has ended
summarize(pages)
sys.exit(status)
