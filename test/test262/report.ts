/** Counts what became of the cases and prints it. Nothing here judges a difference. */
import Table from "cli-table3";
import { groupNames, groupsBeyond } from "./cases.ts";
import type { Outcome } from "./execute.ts";

/** How many cases of a group, or of all groups, did what. */
export interface Counts {
  readonly files: number;
  /** That pass as they are written. */
  readonly native: number;
  /** Of these, how many pass after the rewrite. */
  readonly ours: number;
  /** Of those that pass natively: how many the rewrite changed, and how many it refused (they stay native). */
  readonly rewritten: number;
  readonly rewrittenAndPassed: number;
  readonly refused: number;
}

function count(outcomes: readonly Outcome[]): Counts {
  const native = outcomes.filter((one) => one.native === undefined);
  const rewritten = native.filter((one) => one.rewrite === "rewritten");
  return {
    files: outcomes.length,
    native: native.length,
    ours: native.filter(passes).length,
    rewritten: rewritten.length,
    rewrittenAndPassed: rewritten.filter(passes).length,
    refused: native.filter((one) => one.rewrite === "refused").length,
  };
}

const passes = (outcome: Outcome) => outcome.ours === undefined;

function membersOf(outcomes: readonly Outcome[], names: readonly string[]): Outcome[] {
  return outcomes.filter(({ group }) => names.includes(group));
}

/** One row a group, and the totals. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const head = ["group", "files", "pass natively", "pass rewritten", "fail", "%", "changed", "refused"];
  const table = new Table({
    head,
    style: { head: [], border: [] },
    colAligns: head.map((_, i) => (i ? "right" : "left")),
  });
  const addRow = (title: string, names: readonly string[]) => {
    const members = membersOf(outcomes, names);
    if (members.length > 0) table.push(rowOf(title, count(members)));
  };
  for (const [names, total] of [
    [groupNames, "folders of async code"],
    [groupsBeyond, "beyond them"],
  ] as const) {
    for (const group of names) addRow(group, [group]);
    addRow(total, names);
  }
  return table.toString();
}

function rowOf(name: string, { files, native, ours, rewritten, refused }: Counts): (string | number)[] {
  return [name, files, native, ours, native - ours, percent(ours, native), rewritten, refused];
}

export function summaryOf(outcomes: readonly Outcome[]): string {
  return [sentence("In the folders of async code", groupNames), sentence("Beyond them", groupsBeyond)].join(
    "\n",
  );

  function sentence(where: string, names: readonly string[]): string {
    const { files, native, ours, rewritten, rewrittenAndPassed } = count(membersOf(outcomes, names));
    return `${where}: ${files} files, ${native} pass natively in Node ${process.version}, and ${ours} of these with us (${percent(ours, native)} %); of the ${rewritten} that the rewrite changes, ${rewrittenAndPassed} (${percent(rewrittenAndPassed, rewritten)} %).`;
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "-" : ((100 * part) / whole).toFixed(2);
}
