/**
 * What the plugin costs a build: `tspc` with it beside plain `tsc`, on a generated project of 500 files. Run by
 * itself, `node bench/tspc.ts [files] [rounds]`, it prints the best time of each and their ratio.
 *
 * Seconds of processor time, so that other work on the machine counts little. The rounds alternate, and the best
 * counts: whatever else goes on slows all of them down, and speeds none up.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const project = join(root, "build/bench/tspc");

/** The best times in seconds of the processor. */
export interface BuildTimes {
  readonly files: number;
  readonly tsc: number;
  /** `tspc` without a plugin: what ts-patch itself costs. */
  readonly tspc: number;
  readonly plugin: number;
}

export function measureBuilds(files = 500, rounds = 3): BuildTimes {
  writeProject(files);
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const tspc = join(root, "node_modules/ts-patch/bin/tspc.js");
  const best = {
    tsc: Number.POSITIVE_INFINITY,
    tspc: Number.POSITIVE_INFINITY,
    plugin: Number.POSITIVE_INFINITY,
  };
  // The first `tspc` of a machine patches the compiler and keeps it; that is not part of a build.
  secondsOf(tspc, "tsconfig.plain.json");
  for (let round = 0; round < rounds; round++) {
    best.tsc = Math.min(best.tsc, secondsOf(tsc, "tsconfig.plain.json"));
    best.tspc = Math.min(best.tspc, secondsOf(tspc, "tsconfig.plain.json"));
    best.plugin = Math.min(best.plugin, secondsOf(tspc, "tsconfig.json"));
  }
  return { files, ...best };
}

function secondsOf(compiler: string, config: string): number {
  rmSync(join(project, "out"), { recursive: true, force: true });
  const usage = join(project, "usage.json");
  const atExit = `import { writeFileSync } from "node:fs";
process.on("exit", () => writeFileSync(${JSON.stringify(usage)}, JSON.stringify(process.cpuUsage())));`;
  const flags = ["--import", `data:text/javascript,${encodeURIComponent(atExit)}`];
  execFileSync(process.execPath, [...flags, compiler, "-p", join(project, config)], { stdio: "inherit" });
  const { user, system } = JSON.parse(readFileSync(usage, "utf8")) as NodeJS.CpuUsage;
  return (user + system) / 1e6;
}

function writeProject(files: number): void {
  rmSync(project, { recursive: true, force: true });
  mkdirSync(join(project, "src"), { recursive: true });
  for (let index = 0; index < files; index++)
    writeFileSync(join(project, `src/m${index}.ts`), moduleText(index));
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    strict: true,
    rootDir: "src",
    outDir: "out",
    declaration: true,
    sourceMap: true,
    types: [],
  };
  const plugins = [{ transform: join(root, "dist/transformer/hosts/tsc.js") }];
  const config = (options: object) =>
    JSON.stringify({ compilerOptions: { ...compilerOptions, ...options }, include: ["src"] });
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  writeFileSync(join(project, "tsconfig.plain.json"), config({}));
  writeFileSync(join(project, "tsconfig.json"), config({ plugins }));
}

/** A service as people write them: types, a class, helpers; every second function is async. */
function moduleText(index: number): string {
  const before = Math.max(0, index - 1);
  return `${index === 0 ? "" : `import { load${before}, type Item${before} } from "./m${before}.js";\n`}
export interface Item${index} {
  readonly id: number;
  readonly name: string;
  readonly tags: readonly string[];
}

const cache = new Map<number, Item${index}>();

export function describe${index}(item: Item${index}): string {
  return \`\${item.id} \${item.name} (\${item.tags.map((tag) => tag.toUpperCase()).join(", ")})\`;
}

export async function load${index}(id: number, tries = 3): Promise<Item${index}> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const known = cache.get(id);
    if (known) return known;
    try {
      const name = await fetchName(id);
      const item = { id, name, tags: await tagsOf(name) };
      cache.set(id, item);
      return item;
    } catch (error) {
      if (attempt + 1 === tries) throw error;
    }
  }
  throw new Error(\`item \${id} is not there\`);
}

async function fetchName(id: number): Promise<string> {
  ${index === 0 ? "" : `const before: Item${before} = await load${before}(id);\n  `}return ${index === 0 ? "String(id)" : "before.name"};
}

const tagsOf = async (name: string): Promise<string[]> => {
  const words = name.split(/\\s+/);
  return await Promise.all(words.map(async (word) => (await Promise.resolve(word)).trim()));
};

export class Service${index} {
  readonly #seen = new Set<number>();
  #last: Item${index} | undefined;

  get last(): Item${index} | undefined {
    return this.#last;
  }

  async all(ids: Iterable<number>): Promise<Item${index}[]> {
    const items: Item${index}[] = [];
    for (const id of ids) {
      if (this.#seen.has(id)) continue;
      this.#seen.add(id);
      items.push(await this.#one(id));
    }
    return items;
  }

  async #one(id: number): Promise<Item${index}> {
    this.#last = await load${index}(id);
    return this.#last;
  }

  count(): number {
    return this.#seen.size;
  }

  names(items: readonly Item${index}[]): string[] {
    return items.map((item) => item.name).sort((a, b) => a.localeCompare(b));
  }
}
`;
}

if (import.meta.main) {
  const [files, rounds] = process.argv.slice(2).map(Number);
  const times = measureBuilds(files, rounds);
  const row = (name: string, seconds: number) =>
    console.log(`${name.padEnd(24)} ${seconds.toFixed(2)} s   ${(seconds / times.tsc).toFixed(2)} x tsc`);
  console.log(`${times.files} files`);
  row("tsc", times.tsc);
  row("tspc without a plugin", times.tspc);
  row("tspc with tsyncio/tsc", times.plugin);
}
