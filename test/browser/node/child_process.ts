/** There are no processes in a browser: tests that need one are named in node-only.ts. */

export function spawn(): never {
  throw new Error("this test starts a process: name it in test/browser/node-only.ts");
}

export const execFileSync = spawn;
