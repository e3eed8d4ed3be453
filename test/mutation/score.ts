/**
 * The score of the mutants: what a report of StrykerJS says of each module, added up, as rows of a table.
 * The aim stands here alone: the reports of single modules have none.
 */

/** The part of StrykerJS's report (mutation-testing-report-schema) that counts. */
export interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

/** What became of the mutants of a module, or of all. */
export interface Score {
  readonly module: string;
  readonly mutants: number;
  readonly survived: number;
}

/** The least part of the mutants, in percent, that the tests have to notice. */
export const AIM = 85;

// What did not compile or was left out by the configuration was asked of no test, and says nothing of them.
const NOTICED = new Set(["Killed", "Timeout"]);
const UNNOTICED = new Set(["Survived", "NoCoverage"]);

/** The scores of the modules in `report`, by their names within `runtime/`. */
export function scoresOf(report: Report): Score[] {
  return Object.entries(report.files).map(([file, { mutants }]) => {
    const count = (statuses: Set<string>) => mutants.filter(({ status }) => statuses.has(status)).length;
    const survived = count(UNNOTICED);
    return { module: file.replace(/^.*runtime\//, ""), mutants: count(NOTICED) + survived, survived };
  });
}

/** All `scores` as one. */
export function total(scores: readonly Score[]): Score {
  const sum = (key: "mutants" | "survived") => scores.reduce((before, score) => before + score[key], 0);
  return { module: "all", mutants: sum("mutants"), survived: sum("survived") };
}

/** The part of the mutants that the tests noticed, in percent; 100 of none. */
export function percent({ mutants, survived }: Score): number {
  return mutants === 0 ? 100 : (100 * (mutants - survived)) / mutants;
}

/** A line of the table in docs/mutation.md. */
export function row(score: Score): string {
  const name = score.module === "all" ? "all" : `\`${score.module}\``;
  return `| ${name} | ${score.mutants} | ${score.survived} | ${percent(score).toFixed(1)}% |`;
}
