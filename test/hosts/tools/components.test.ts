/** Single-file components under Vite: their scripts are rewritten after the plugin of their framework. */
import { describe, expect, test } from "vitest";
import { command, Workspace } from "./workspace.ts";

const config = (plugins: string) => `
import vue from "@vitejs/plugin-vue";
import tsyncio from "tsyncio/vite";
export default {
  plugins: [${plugins}],
  build: { ssr: "main.ts", sourcemap: true, minify: false, rolldownOptions: { external: ["vue"] } },
};
`;

const files = {
  "App.vue": `<script lang="ts">
export const plain = async (n: number): Promise<number> => n;
</script>
<script setup lang="ts">
import { isCoroutineFunction } from "tsyncio";
async function load(): Promise<number> {
  return await plain(1);
}
const text: string = [load, plain].map(isCoroutineFunction).join();
</script>
<template><p>{{ text }}</p></template>
`,
  "main.ts": `import { createSSRApp } from "vue";
import { renderToString } from "vue/server-renderer";
import App from "./App.vue";
renderToString(createSSRApp(App)).then(console.log);
`,
  "serve.js": `import { createServer } from "vite";
const server = await createServer({ server: { middlewareMode: true, ws: false }, appType: "custom", logLevel: "error" });
await server.ssrLoadModule("/main.ts");
await server.close();
`,
};

describe.each([
  ["after the plugin of Vue", "vue(), tsyncio()"],
  ["before it", "tsyncio(), vue()"],
])("tsyncio %s", (name, plugins) => {
  const made = () =>
    new Workspace(`vue-${name.replaceAll(" ", "-")}`, { ...files, "vite.config.js": config(plugins) });

  test("rewrites the scripts of a component, built and served", async () => {
    const project = made();
    await project.mustRun(command("vite"), "build");
    expect(await project.node("dist/main.js")).toEqual({ code: 0, stdout: "<p>true,true</p>\n", stderr: "" });
    expect(await project.node("serve.js")).toMatchObject({ code: 0, stdout: "<p>true,true</p>\n" });
  });
});
