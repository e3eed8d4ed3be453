import { expect, test } from "vitest";
import { Names } from "../../transformer/names.ts";

test("a new name differs from those of the file and from all that were given", () => {
  const names = new Names(new Set(["key", "key_2"]));
  expect([names.unique("key"), names.unique("key"), names.unique("error")]).toEqual([
    "key_1",
    "key_3",
    "error",
  ]);
  expect([names.shared("key"), names.shared("key")]).toEqual(["key_4", "key_4"]);
  expect(names.unique("key_4")).toBe("key_4_1");
});

test("thousands of names on one base are not counted from the start each time", () => {
  let asked = 0;
  class Asked extends Set<string> {
    override has(name: string): boolean {
      asked++;
      return super.has(name);
    }
  }
  const names = new Names(new Asked(["key"]));
  for (let count = 0; count < 1000; count++) names.unique("key");
  expect(asked).toBeLessThan(3000);
});
