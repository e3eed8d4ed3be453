/** Makes programs comparable that differ only in how they look. */
import { minifySync } from "vite";

/** The program without its looks: white space, comments, redundant parentheses. */
export function normalise(code: string): string {
  const { code: small, errors } = minifySync("program.js", code, { compress: false, mangle: false });
  if (errors.length > 0) throw new Error(`Not a program: ${JSON.stringify(errors)}\n${code}`);
  return small.replaceAll(";", ";\n");
}
