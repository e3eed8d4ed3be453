/**
 * What the plugin costs a build: `tspc` with it beside plain `tsc`, on a generated project of 500 files. Run by
 * itself, `node bench/tspc.ts [files] [rounds]`, it prints the median time of each and its ratio to that of `tsc`.
 *
 * By the wall is what people wait for; other work on the machine makes it longer. The processor's time, which counts the
 * threads of V8 that compile and collect too, suffers less from it. The three take turns, every second round the other
 * way round, each is compared with the `tsc` of its own round, and the median of these ratios counts. The first and the
 * last of them tell how far it can be trusted.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const project = join(root, "build/bench/tspc");

const tsc = join(root, "node_modules/typescript/bin/tsc");
const tspc = join(root, "node_modules/ts-patch/bin/tspc.js");

/** What is compared; `tspc` without a plugin tells what ts-patch itself costs. */
const builds = {
  tsc: () => timeOf(tsc, "tsconfig.plain.json"),
  "tspc without a plugin": () => timeOf(tspc, "tsconfig.plain.json"),
  "tspc with tsyncio/tsc": () => timeOf(tspc, "tsconfig.json"),
};

type Build = keyof typeof builds;
const names = Object.keys(builds) as Build[];

/** How long a build took, in seconds. */
interface Time {
  readonly wall: number;
  readonly processor: number;
}

/** How long each build took in one round. */
export type Round = Readonly<Record<Build, Time>>;

export function measureBuilds(files: number, rounds: number): Round[] {
  writeProject(files);
  // The first `tspc` of a machine patches the compiler and keeps it, the first `tsc` keeps what was compiled of it.
  for (const name of names) builds[name]();
  return Array.from({ length: rounds }, (_, round) => {
    const order = round % 2 === 0 ? names : [...names].reverse();
    return Object.fromEntries(order.map((name) => [name, builds[name]()])) as Round;
  });
}

function timeOf(compiler: string, config: string): Time {
  rmSync(join(project, "out"), { recursive: true, force: true });
  const usage = join(project, "usage.json");
  const atExit = `import { writeFileSync } from "node:fs";
process.on("exit", () => writeFileSync(${JSON.stringify(usage)}, JSON.stringify(process.cpuUsage())));`;
  const flags = ["--import", `data:text/javascript,${encodeURIComponent(atExit)}`];
  const start = performance.now();
  execFileSync(process.execPath, [...flags, compiler, "-p", join(project, config)], { stdio: "inherit" });
  const wall = (performance.now() - start) / 1000;
  const { user, system } = JSON.parse(readFileSync(usage, "utf8")) as NodeJS.CpuUsage;
  return { wall, processor: (user + system) / 1e6 };
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

function median(sorted: readonly number[]): number {
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2;
}

const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

function row(name: Build, measure: keyof Time, rounds: readonly Round[]): string {
  const seconds = ascending(rounds.map((round) => round[name][measure]));
  const ratios = ascending(rounds.map((round) => round[name][measure] / round.tsc[measure]));
  const spread = [ratios[0], ratios.at(-1)].map((ratio) => ratio?.toFixed(2)).join(" to ");
  const times = `${median(seconds).toFixed(2)} s   ${median(ratios).toFixed(2)} x tsc`;
  return `${measure.padEnd(10)} ${name.padEnd(24)} ${times}   (${spread})`;
}

if (import.meta.main) {
  const [files = 500, rounds = 5] = process.argv.slice(2).map(Number);
  const measured = measureBuilds(files, rounds);
  console.log(`${files} files, ${rounds} rounds`);
  for (const measure of ["wall", "processor"] as const)
    for (const name of names) console.log(row(name, measure, measured));
}
