/** The built runtime as the text of a script. */
import { join } from "node:path";
import { buildSync } from "esbuild";

/** The runtime as one script, for realms that have no modules to import it by. */
export function bundleRuntime(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, "../../dist/runtime/compiled.js")],
    bundle: true,
    // A bundler may leave out the call that offers the runtime to scripts.
    ignoreAnnotations: true,
    format: "iife",
    platform: "node",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
