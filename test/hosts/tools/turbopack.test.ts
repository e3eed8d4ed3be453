/**
 * Turbopack, which takes loaders but no plugins: Next.js builds the example with the rule that docs/hosts.md shows, and
 * a server of its own prints what it prints everywhere. Nothing is asked of the network.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { command, documented, expected, expectMapped, Workspace } from "./workspace.ts";

/** What Next.js calls is JavaScript: it wants the types of its own in a project whose pages are TypeScript. */
const files = {
  "app/answer/route.js": `export const dynamic = "force-dynamic";
export { GET } from "../../src/answer.ts";
`,
  "src/answer.ts": `import { currentTask, sleep } from "tsyncio";
export async function GET(): Promise<Response> {
  await sleep(0.001);
  return Response.json(currentTask() !== null);
}
`,
  "app/example/route.js": `export const dynamic = "force-dynamic";
export async function GET() {
  await import("../../src/main.ts");
  return new Response();
}
`,
};

let made: Workspace;
let server: ChildProcess | undefined;
let printed = "";

beforeAll(async () => {
  // Minified, literals have no places of their own.
  const [maps, readable] = ["serverSourceMaps: true", "serverMinification: false"];
  const config = documented("Loader", "next.config.js").replace(maps, `${maps}, ${readable}`);
  made = new Workspace("turbopack", { "next.config.js": config, ...files });
  await made.mustRun("env", "NEXT_TELEMETRY_DISABLED=1", command("next"), "build");
});
afterAll(() => server?.kill());

test("a server that Turbopack has built prints what the example prints everywhere", async () => {
  const address = await serve();
  expect(await (await fetch(`${address}/answer`)).json()).toBe(true);
  await fetch(`${address}/example`);
  await expect.poll(() => printed, { timeout: 20_000 }).toContain(expected);
});

test("its maps lead there and back", () => {
  const chunks = readdirSync(made.path(".next/server/chunks")).filter((name) => name.endsWith(".js"));
  const chunk = chunks.find((name) => made.read(`.next/server/chunks/${name}`).includes("a producer rests"));
  expectMapped(made, () => `.next/server/chunks/${chunk}`);
});

/** Starts the server on a port that is free, and waits until it answers. */
async function serve(): Promise<string> {
  const port = await freePort();
  const { VITEST, NODE_ENV, TEST, ...own } = process.env;
  server = spawn(command("next"), ["start", "--hostname", "127.0.0.1", "--port", `${port}`], {
    cwd: made.root,
    env: { ...own, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [server.stdout, server.stderr]) stream?.on("data", (chunk) => (printed += chunk));
  await expect.poll(() => printed, { timeout: 60_000 }).toContain("Ready in");
  return `http://127.0.0.1:${port}`;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}
