/** The list of tasks that are not done by itself. When a task comes into it and leaves it is in tasks.test.ts. */
import { beforeEach, describe, expect, test } from "vitest";
import { type Linked, PendingTasks } from "../../runtime/pending.ts";

interface Named extends Linked {
  readonly name: string;
}

const task = (name: string): Named => ({ name, _previous: undefined, _next: undefined });

let pending: PendingTasks<Named>;
let tasks: { a: Named; b: Named; c: Named };

beforeEach(() => {
  pending = new PendingTasks();
  tasks = { a: task("a"), b: task("b"), c: task("c") };
  for (const one of Object.values(tasks)) pending.add(one);
});

const names = () => [...pending].map(({ name }) => name).join("");

describe("the list of tasks that are not done", () => {
  test("is in the order in which they came", () => {
    expect(names()).toBe("abc");
  });

  test.each<["a" | "b" | "c", string]>([
    ["a", "bc"],
    ["b", "ac"],
    ["c", "ab"],
  ])("keeps the others in their order when %s leaves", (name, left) => {
    pending.delete(tasks[name]);
    expect(names()).toBe(left);
  });

  test.each<["a" | "b" | "c", string]>([
    ["a", "bcd"],
    ["b", "acd"],
    ["c", "abd"],
  ])("takes another at its end when %s has left", (name, then) => {
    pending.delete(tasks[name]);
    pending.add(task("d"));
    expect(names()).toBe(then);
  });

  test("is empty when all have left, and takes others then", () => {
    for (const one of Object.values(tasks)) pending.delete(one);
    expect(names()).toBe("");
    pending.add(tasks.b);
    expect(names()).toBe("b");
  });

  test("lets no task that has left lead to others", () => {
    pending.delete(tasks.b);
    expect([tasks.b._previous, tasks.b._next]).toEqual([undefined, undefined]);
  });
});
