/**
 * The end of `npm run test:language`: how many fixtures went through both emitters, and which forms are refused and
 * why, as docs/refused-forms.md says.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fixtures } from "./support/fixtures.ts";

/** A row of the table of refused forms. */
export interface RefusedForm {
  readonly code: string;
  readonly form: string;
  readonly why: string;
}

/** The rows of docs/refused-forms.md. */
export function refusedForms(): RefusedForm[] {
  const document = readFileSync(join(import.meta.dirname, "../../docs/refused-forms.md"), "utf8");
  const rows = document.matchAll(/^\| (TSYNC\d+) \| (.+?) \| (.+?) \|$/gm);
  return [...rows].map(([, code = "", form = "", why = ""]) => ({ code, form, why }));
}

if (import.meta.main) {
  const programs = fixtures.filter(({ isProgram }) => isProgram).length;
  const kinds = new Set(fixtures.map(({ filename }) => filename.replace(/^.*\./, ".")));
  console.log(
    `\n${fixtures.length} fixtures (${[...kinds].join(", ")}), of which ${programs} are run beside native code,`,
  );
  const alone = fixtures.filter(({ compilerOptions }) => compilerOptions.target !== undefined).length;
  console.log(
    "each through both emitters, for ES2022, ESNext and ES2015, with and without the option debug;",
  );
  console.log(`${alone} that TypeScript cannot lower by itself are for ESNext alone.\n`);
  const forms = refusedForms();
  console.log(`${forms.length} forms are refused:`);
  for (const { code, form, why } of forms) console.log(`  ${code}  ${form}\n             ${why}`);
}
