import { even } from "./even.ts";

export async function odd(n: number): Promise<boolean> {
  return n === 0 ? Boolean("") : await even(n - 1, "odd goes on");
}
