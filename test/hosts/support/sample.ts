/** A program of several files that touches every form, and what it prints however it is compiled. */

export const sample: Record<string, string> = {
  "main.ts": `import { CancelledError, createTask, run, sleep } from "tsyncio";
import { even } from "./even.js";
import { Shape, type Unused } from "./shape.js";
import { Level } from "./level.js";

const log: unknown[] = [];
type Kept = Unused;

class Square extends Shape {
  static made = 0;
  #side: number;
  count = async (n: number) => [this.#side, n, await super.area()];
  constructor(side: number) {
    super();
    this.#side = side;
    Square.made++;
  }
  override async area(): Promise<number> {
    return (await super.area()) + this.#side * (await this.#twice());
  }
  async #twice(): Promise<number> {
    return await this.#side;
  }
  static async make(side: number): Promise<Square> {
    return new this(await side);
  }
}

const literal = {
  async method(this: unknown, ...rest: number[]) {
    return (async () => [this === literal, arguments.length, ...rest])();
  },
};

async function* forbidden() {
  "use native";
  yield 1;
  yield 2;
}

async function worker(): Promise<void> {
  try {
    await sleep(60);
  } catch (error) {
    log.push("swallowed " + String(error));
  } finally {
    log.push("cleaned up");
  }
}

async function main(): Promise<void> {
  const square = await Square.make(3);
  log.push(await square.area(), await square.count(2), Square.made, await literal.method(1, 2));
  log.push(await even(10), await even(7), Level.High);
  for await (const n of forbidden()) log.push(n);
  const task = createTask(worker());
  await sleep(0);
  task.cancel();
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) log.push("cancelled");
  }
}

run(main()).then(() => console.log(JSON.stringify(log)));
export type { Kept };
`,
  "even.ts": `import { odd } from "./odd.js";
export async function even(n: number): Promise<boolean> {
  return n === 0 ? true : await odd(n - 1);
}
`,
  "odd.ts": `import { even } from "./even.js";
export async function odd(n: number): Promise<boolean> {
  return n === 0 ? false : await even(n - 1);
}
`,
  "shape.ts": `export interface Unused { never: true }
export abstract class Shape {
  async area(): Promise<number> {
    return 1;
  }
}
`,
  "level.ts": `export enum Level { Low = 1, High = 2 }
`,
};

export const samplePrints = '[10,[3,2,1],1,[true,2,1,2],true,false,2,1,2,"cleaned up","cancelled"]\n';

/** Legacy decorators see the promise that the source promises, and the marked method. */
export const legacyDecorators = `import { isCoroutineFunction, run } from "tsyncio";
const types: unknown[] = [];
(Reflect as any).metadata = (key: string, value: any) => () => {
  if (key === "design:returntype") types.push(value?.name);
};
const logged = (_target: object, key: string, descriptor: PropertyDescriptor) => {
  types.push(key, isCoroutineFunction(descriptor.value));
};
class Service {
  state = "set";
  @logged async load(n: number) {
    return [this.state, await n];
  }
  @logged static async make(): Promise<Service> {
    return await new Service();
  }
}
async function main() {
  const service = await Service.make();
  console.log(JSON.stringify([types, await service.load(1)]));
}
run(main());
`;

export const standardDecorators = `import { isCoroutineFunction, run } from "tsyncio";
const seen: unknown[] = [];
function logged<T extends (...args: any[]) => unknown>(method: T, context: ClassMethodDecoratorContext): T {
  seen.push(context.name, isCoroutineFunction(method));
  return method;
}
function registered(target: unknown, _context: ClassDecoratorContext) {
  seen.push((target as { name: string }).name);
}
@registered
class Service {
  @logged async load(n: number) {
    return await n;
  }
  async plain() {
    return await this.load(2);
  }
  @logged static async make() {
    return await new this();
  }
}
async function main() {
  const service = await Service.make();
  console.log(JSON.stringify([seen, await service.load(1), await service.plain()]));
}
run(main());
`;
