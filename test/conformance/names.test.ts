/** Every portable name of asyncio is in a pair, and the list of portable names is complete. */

import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { coverage, portableNames, publicNames } from "./coverage.ts";
import { absent, ours, portable } from "./names.ts";

const uneven = fileURLToPath(new URL("fixtures/uneven/", import.meta.url));
const covered = coverage();

test("every portable name is in both halves of a pair", () => {
  expect([...covered].filter(([, pairs]) => pairs.length === 0).map(([name]) => name)).toEqual([]);
});

test("every public name is in the list of portable names, or is said to be ours alone", () => {
  const listed = [...portableNames(), ...Object.keys(ours)];
  expect(publicNames().filter((name) => !listed.includes(name))).toEqual([]);
});

test("every name in the lists is public", () => {
  const names = [...publicNames(), ...portable.language];
  expect([...portableNames(), ...Object.keys(ours)].filter((name) => !names.includes(name))).toEqual([]);
});

test("no name is listed twice, and none that is absent is there after all", () => {
  const listed = portableNames();
  expect(listed.filter((name, index) => listed.indexOf(name) !== index)).toEqual([]);
  const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  expect(Object.keys(absent).filter((name) => listed.includes(camelCase(name)))).toEqual([]);
});

test("a name in no pair is noticed, and so is one that only the TypeScript half has", () => {
  const found = coverage(uneven);
  expect(found.get("sleep")).toEqual(["planted/tasks"]);
  expect(found.get("gather")).toEqual([]);
  expect(found.get("createTask")).toEqual([]);
});
