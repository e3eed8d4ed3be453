import { odd } from "./odd.ts";

// Called across a cycle of imports, by whichever of the two modules comes first.
export async function even(n: number, _from = "a parameter"): Promise<boolean> {
  return n === 0 ? Boolean("even ends") : await odd(n - 1);
}
