#!/usr/bin/env node
/**
 * The entry of the command `tsyncio`. It only looks at the version of Node, and loads all else afterwards, so that an
 * old Node gets a sentence rather than a syntax error from some dependency.
 */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 22 || (major === 22 && minor < 15)) {
  console.error(
    `error TSYNC3001: This is Node ${process.versions.node}. tsyncio needs Node 22.15 or newer: install one.`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import("./main.ts");
  process.exitCode = await main(process.argv.slice(2));
}

export {};
