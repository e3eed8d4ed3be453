/**
 * A comparison in the terminal: as many versions side by side as its width allows, the others below, and the
 * sizes of all at the end.
 */
import Table from "cli-table3";
import pc from "picocolors";
import { type Line, linesOf } from "./compare-lines.ts";
import type { Comparison, Version } from "./compare-versions.ts";

/** Narrower than this, code cannot be read. */
const narrowest = 40;

type Colors = ReturnType<typeof pc.createColors>;

/** @param width the columns of the terminal */
export function renderText(comparison: Comparison, width: number, colored: boolean): string {
  const colors = pc.createColors(colored);
  const { versions } = comparison;
  const many = [4, 2].find((count) => width >= count * narrowest) ?? 1;
  const panels = Array.from({ length: versions.length / many }, (_, index) =>
    panel(comparison, versions.slice(index * many, (index + 1) * many), width, colors),
  );
  return [...panels, sizes(comparison, colors)].join("\n");
}

function panel(comparison: Comparison, versions: readonly Version[], width: number, colors: Colors): string {
  const lines = linesOf(comparison);
  const columns = versions.map(({ name }) => lines.get(name) ?? []);
  const length = Math.max(...columns.map((column) => column.length));
  const digits = String(length).length;
  const room = Math.floor((width - digits - 3 - versions.length - 1) / versions.length);
  const table = new Table({
    head: ["", ...versions.map(({ title }) => colors.bold(title))],
    colWidths: [digits + 2, ...versions.map(() => room)],
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  for (let index = 0; index < length; index++) {
    const cells = versions.map(({ name }, at) => cell(columns[at]?.[index] ?? [], name, room - 2, colors));
    table.push([colors.dim(String(index + 1).padStart(digits)), ...cells]);
  }
  return table.toString();
}

/** Broken at the edge wherever that falls: the table's own wrapping would lose the indentation. */
function cell(line: Line, name: Version["name"], room: number, colors: Colors): string {
  const color = name === "source" ? colors.red : colors.green;
  let text = "";
  let column = 0;
  for (const { text: piece, changed } of line) {
    for (const part of wrap(piece.replaceAll("\t", "  "), column, room)) {
      if (part.isNew) text += "\n";
      text += changed && part.text.trim() !== "" ? color(part.text) : part.text;
      column = part.end;
    }
  }
  return text;
}

interface Part {
  readonly text: string;
  /** Whether it begins a row, and the column it ends in. */
  readonly isNew: boolean;
  readonly end: number;
}

/** Cuts a text that begins in a column into the parts that fit. */
function wrap(text: string, column: number, room: number): Part[] {
  const parts: Part[] = [];
  const first = Math.min(text.length, room - column);
  if (first > 0) parts.push({ text: text.slice(0, first), isNew: false, end: column + first });
  for (let at = first; at < text.length; at += room) {
    const part = text.slice(at, at + room);
    parts.push({ text: part, isNew: true, end: part.length });
  }
  return parts;
}

function sizes({ versions, typescript }: Comparison, colors: Colors): string {
  const table = new Table({
    head: [`as JavaScript, by TypeScript ${typescript}`, "bytes", "gzip"].map((text) => colors.bold(text)),
    colAligns: ["left", "right", "right"],
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  for (const { title, name, javascript, bytes, gzip } of versions) {
    const { bytes: length, gzip: zipped } = name === "source" ? { bytes, gzip } : javascript;
    table.push([name === "source" ? "source as it stands" : title, length, zipped]);
  }
  return table.toString();
}
