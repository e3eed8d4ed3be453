/**
 * A comparison as a page: one file that needs nothing else, in the colours the reader prefers.
 */
import { type Line, linesOf } from "./compare-lines.ts";
import type { Comparison, Version } from "./compare-versions.ts";

export function renderHtml(comparison: Comparison): string {
  const { file, versions, typescript } = comparison;
  const lines = linesOf(comparison);
  const columns = versions.map((version) => section(version, lines.get(version.name) ?? []));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(file)} – tsyncio compare</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(file)}</h1>
<p>Sizes are those of the JavaScript that runs, by TypeScript ${typescript}.</p>
<main>
${columns.join("\n")}
</main>
</body>
</html>
`;
}

function section({ name, title, bytes, gzip, javascript }: Version, lines: readonly Line[]): string {
  const size = name === "source" ? { bytes, gzip } : javascript;
  const items = lines.map(
    (line) => `<li><code>${line.map((piece) => mark(piece, name)).join("")}</code></li>`,
  );
  return `<section>
<h2>${escapeHtml(title)} <small>${size.bytes} bytes, ${size.gzip} gzip</small></h2>
<ol>${items.join("\n")}</ol>
</section>`;
}

function mark({ text, changed }: Line[number], name: Version["name"]): string {
  const tag = name === "source" ? "del" : "ins";
  return changed ? `<${tag}>${escapeHtml(text)}</${tag}>` : escapeHtml(text);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

const style = `
:root { color-scheme: light dark; font: 14px system-ui, sans-serif; }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(36rem, 1fr)); gap: 1rem; }
section { min-width: 0; overflow-x: auto; }
h2 { position: sticky; left: 0; font-size: 1rem; }
small { font-weight: normal; }
ol { margin: 0; padding-left: 3.5em; font: 13px/1.5 ui-monospace, monospace; }
li::marker { color: gray; }
code { white-space: pre; }
del { text-decoration: none; background: light-dark(#ffd7d5, #67060c); }
ins { text-decoration: none; background: light-dark(#abf2bc, #044317); }
`;
