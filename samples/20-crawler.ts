// A crawler: a producer/consumer worth copying. At most WORKERS tasks consume the queue of paths, and each
// page they read produces more of them. A page that does not answer in time is given up and holds nobody
// up. Ctrl-C cancels what is in flight; every finally runs, the server is closed, and the summary tells how
// far it got.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createTask,
  FIRST_COMPLETED,
  KeyboardInterrupt,
  run,
  type Task,
  TimeoutError,
  wait,
  waitFor,
} from "tsyncio";

const WORKERS = 3;
const PAGE_TIMEOUT = 1; // seconds

// The site: its pages and their links. /slow never answers, /missing is not there.
const SITE: Record<string, string[]> = {
  "/": ["/news", "/about", "/slow"],
  "/about": ["/", "/about/team"],
  "/about/team": ["/about"],
  "/news": ["/", "/news/1", "/news/2"],
  "/news/1": ["/news", "/missing"],
  "/news/2": ["/news", "/news/1"],
};

interface Page {
  path: string;
  status: string;
  links: string[];
}

async function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    if (path === "/slow") return;
    const links = SITE[path];
    response.statusCode = links ? 200 : 404;
    response.end(links?.map((link) => `<a href="${link}">${link}</a>`).join("\n"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}

async function read(site: string, path: string): Promise<Page> {
  const request = new AbortController();
  try {
    const response = await fetch(site + path, { signal: request.signal });
    const body = await response.text();
    const links = Array.from(body.matchAll(/href="([^"]*)"/g), ([, link = ""]) => link);
    return { path, status: `${response.status}`, links };
  } finally {
    request.abort(); // lets go of the connection, if the page was given up
  }
}

async function visit(site: string, path: string): Promise<Page> {
  try {
    return await waitFor(read(site, path), PAGE_TIMEOUT);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    return { path, status: "too slow", links: [] };
  }
}

async function crawl(site: string, pages: Page[]): Promise<void> {
  const queue = ["/"];
  const seen = new Set(queue);
  let workers = new Set<Task<Page>>();
  try {
    while (queue.length > 0 || workers.size > 0) {
      const next = queue.splice(0, WORKERS - workers.size);
      for (const path of next) workers.add(createTask(visit(site, path)));

      const [done, pending] = await wait(workers, { returnWhen: FIRST_COMPLETED });
      workers = pending;
      for (const worker of done) {
        const page = worker.result();
        console.error(`  ${page.status} ${page.path}`); // in the order of completion
        pages.push(page);
        for (const link of page.links.filter((link) => !seen.has(link))) {
          seen.add(link);
          queue.push(link);
        }
      }
    }
  } finally {
    for (const worker of workers) worker.cancel();
    if (workers.size > 0) await wait(workers);
  }
}

function summarize(pages: Page[]): void {
  const lines = pages.map((page) => `${page.path} ${page.status}`);
  for (const line of lines.sort()) console.log(line);
  console.log(`${pages.filter((page) => page.status === "200").length} of ${pages.length} pages were read`);
}

async function main(pages: Page[]): Promise<void> {
  const server = await serve();
  const { port } = server.address() as AddressInfo;
  console.log("crawling, Ctrl-C to stop");
  try {
    await crawl(`http://127.0.0.1:${port}`, pages);
  } finally {
    await close(server);
    console.log("the server is closed");
  }
}

const pages: Page[] = [];
try {
  await run(main(pages));
  console.log("finished");
} catch (error) {
  if (!(error instanceof KeyboardInterrupt)) throw error;
  console.log("interrupted");
  process.exitCode = 130; // what shells expect of a program that Ctrl-C has ended
}
summarize(pages);
