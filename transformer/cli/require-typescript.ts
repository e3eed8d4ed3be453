/**
 * Whether the TypeScript that the compiler reads sources with is there. It is a peer: projects choose it, so that
 * it may be missing, or be a version 7, which has no interface for programs yet.
 */
import { Failure } from "./failures.ts";

const besideSeven =
  "npm install --save-dev @typescript/native@npm:typescript@7 typescript@npm:@typescript/typescript6";

/**
 * Called before anything is loaded that imports `typescript`.
 *
 * @throws Failure when it is missing or cannot be used.
 */
export async function requireTypeScript(): Promise<void> {
  const found = await load();
  if (!found) {
    throw new Failure("typescript", "TypeScript is not installed here: npm install --save-dev typescript@6");
  }
  if (typeof found.createSourceFile === "function") return;
  throw new Failure(
    "typescript",
    `TypeScript ${found.version} has no interface for reading sources. Install 6 beside it: ${besideSeven}`,
  );
}

async function load(): Promise<{ createSourceFile?: unknown; version?: string } | undefined> {
  try {
    return (await import("typescript")).default;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
