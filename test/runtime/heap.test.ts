/** The binary heap by itself; what timers and a PriorityQueue make of it is in their own tests. */
import { describe, expect, test } from "vitest";
import { Heap } from "../../runtime/heap.ts";

const isLess = (a: number, b: number) => a < b;

function heapOf(items: readonly number[]): Heap<number> {
  const heap = new Heap(isLess);
  for (const item of items) heap.push(item);
  return heap;
}

/** Numbers that look random and are the same on each run. */
const scattered = Array.from({ length: 1000 }, (_, n) => (n * 7919) % 613);
const sorted = [...scattered].sort((a, b) => a - b);

describe("a heap", () => {
  test("gives the least item first, equal ones among them", () => {
    const heap = heapOf(scattered);
    expect(scattered.map(() => heap.take())).toEqual(sorted);
  });

  test("gives the least of what is left when items come and go in turns", () => {
    const heap = heapOf([5, 3]);
    const taken = [heap.take()];
    heap.push(1);
    heap.push(4);
    taken.push(heap.take(), heap.take());
    heap.push(0);
    expect([...taken, heap.take(), heap.take()]).toEqual([3, 1, 4, 0, 5]);
  });

  test("shows its first item without taking it", () => {
    const heap = heapOf([2, 1]);
    expect([heap.first, heap.first, heap.length]).toEqual([1, 1, 2]);
  });

  test("has no first item when it is empty", () => {
    expect([heapOf([]).first, heapOf([]).length]).toEqual([undefined, 0]);
  });

  test("gives all its items when it is cleared, and is empty then", () => {
    const heap = heapOf([3, 1, 2]);
    expect(heap.clear().sort()).toEqual([1, 2, 3]);
    expect([heap.first, heap.length]).toEqual([undefined, 0]);
  });

  test("sinks the last item to a leaf before it raises it, which compares less than stopping on the way", () => {
    let comparisons = 0;
    const heap = new Heap<number>((a, b) => {
      comparisons++;
      return a < b;
    });
    for (const item of sorted) heap.push(item);
    comparisons = 0;
    for (const _ of sorted) heap.take();
    expect(comparisons).toBeLessThan(sorted.length * 10);
  });
});
