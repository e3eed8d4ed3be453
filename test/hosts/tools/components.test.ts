/** Single-file components under Vite: their scripts are rewritten after the plugin of their framework. */
import { describe, expect, test } from "vitest";
import { command, Workspace } from "./workspace.ts";

/** A framework: its plugin, a component, and the program that prints what the server renders. */
interface Framework {
  readonly plugin: string;
  readonly files: Record<string, string>;
}

const script = `
import { isCoroutineFunction } from "tsyncio";
async function load(): Promise<number> {
  return await plain(1);
}
const text: string = [load, plain].map(isCoroutineFunction).join();
`;
const plain = "export const plain = async (n: number): Promise<number> => n;";

const frameworks: Record<string, Framework> = {
  Vue: {
    plugin: 'import framework from "@vitejs/plugin-vue";',
    files: {
      "App.vue": `<script lang="ts">
${plain}
</script>
<script setup lang="ts">${script}</script>
<template><p>{{ text }}</p></template>
`,
      "main.ts": `import { createSSRApp } from "vue";
import { renderToString } from "vue/server-renderer";
import App from "./App.vue";
renderToString(createSSRApp(App)).then(console.log);
`,
    },
  },
  Svelte: {
    plugin: 'import { svelte as framework } from "@sveltejs/vite-plugin-svelte";',
    files: {
      "App.svelte": `<script module lang="ts">
${plain}
</script>
<script lang="ts">${script}</script>
<p>{text}</p>
`,
      "main.ts": `import { render } from "svelte/server";
import App from "./App.svelte";
console.log(render(App).body.replace(/<!--.*?-->/g, ""));
`,
    },
  },
};

const config = ({ plugin }: Framework, plugins: string) => `
${plugin}
import tsyncio from "tsyncio/vite";
export default {
  plugins: [${plugins}],
  build: { ssr: "main.ts", sourcemap: true, minify: false, rolldownOptions: { external: [/^vue|^svelte/] } },
};
`;

const serve = `import { createServer } from "vite";
const server = await createServer({ server: { middlewareMode: true, ws: false }, appType: "custom", logLevel: "error" });
await server.ssrLoadModule("/main.ts");
await server.close();
`;

describe.each(Object.entries(frameworks))("%s:", (name, framework) => {
  test.each([
    ["after", "framework(), tsyncio()"],
    ["before", "tsyncio(), framework()"],
  ])(
    "tsyncio %s its plugin rewrites the scripts of a component, built and served",
    async (place, plugins) => {
      const project = new Workspace(`${name.toLowerCase()}-${place}`, {
        ...framework.files,
        "serve.js": serve,
        "vite.config.js": config(framework, plugins),
      });
      await project.mustRun(command("vite"), "build");
      expect(await project.node("dist/main.js")).toEqual({
        code: 0,
        stdout: "<p>true,true</p>\n",
        stderr: "",
      });
      expect(await project.node("serve.js")).toMatchObject({ code: 0, stdout: "<p>true,true</p>\n" });
    },
  );
});
