/** Vite's development server, which bundles dependencies before it is asked for the files that import them. */
import { expect, test } from "vitest";
import { Workspace } from "./workspace.ts";

const files = {
  "vite.config.js": `import tsyncio from "tsyncio/vite";
export default { plugins: [tsyncio()] };
`,
  "index.html": `<script type="module" src="/main.ts"></script>`,
  "main.ts": `import { run } from "tsyncio";
export const load = () => import("./later.ts").then(({ later }) => run(later()));
`,
  "later.ts": "export async function later() {}\n",
  // Asks for what a page would: a module, then what it imports of the dependencies.
  "serve.js": `import { createServer } from "vite";
const server = await createServer({ server: { host: "127.0.0.1", port: 0 }, logLevel: "silent" });
const { hot } = server.environments.client;
const send = hot.send;
hot.send = (...args) => {
  console.log("sent", args[0].type);
  return send.apply(hot, args);
};
await server.listen();
const get = async (path) => {
  const response = await fetch("http://127.0.0.1:" + server.httpServer.address().port + path);
  return [response.status, await response.text()];
};
for (const path of ["/main.ts", "/later.ts"]) {
  const [, text] = await get(path);
  for (const [, imported] of text.matchAll(/from "(\\/node_modules\\/[^"]+)"/g))
    console.log(path, imported.replace(/\\?.*/, ""), (await get(imported))[0]);
}
await server.close();
`,
};

test("the page is not loaded anew when the first rewritten file is", async () => {
  const project = new Workspace("vite-server", files);
  const { stdout, stderr } = await project.node("serve.js");
  expect({ lines: stdout.trim().split("\n"), stderr }).toEqual({
    lines: [
      "/main.ts /node_modules/.vite/deps/tsyncio.js 200",
      "/later.ts /node_modules/.vite/deps/tsyncio_compiled.js 200",
    ],
    stderr: "",
  });
});
