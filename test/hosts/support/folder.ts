/** A folder with the files of a project. What is run in it, the classes that extend this one say. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export class Folder {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  path(name: string): string {
    return join(this.root, name);
  }

  /** Writes files by their path inside the folder; an object is written as JSON. */
  write(files: Record<string, string | object>): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true });
      writeFileSync(
        this.path(name),
        typeof content === "string" ? content : JSON.stringify(content, null, 2),
      );
    }
  }

  read(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }
}
