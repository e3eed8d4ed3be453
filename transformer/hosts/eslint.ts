/**
 * `tsyncio/eslint`: rules for ESLint's flat configuration. They look at the syntax of one file, without types, and
 * run on JavaScript as on TypeScript. The rules are in eslint/, one a file; docs/lint.md tells what each sees.
 *
 *     import tsyncio from "tsyncio/eslint";
 *     export default [tsyncio.configs.recommended];
 */
import { noFloatingCoroutines } from "./eslint/no-floating-coroutines.ts";
import { noReusedCoroutines } from "./eslint/no-reused-coroutines.ts";
import { noSwallowedCancellation } from "./eslint/no-swallowed-cancellation.ts";
import { noYieldInTaskGroup } from "./eslint/no-yield-in-task-group.ts";
import type { Rule } from "./eslint/nodes.ts";

/**
 * A rule as ESLint takes it. The types say nothing of its context and its listeners, so that they fit every version of
 * ESLint and need none to be installed.
 */
export interface LintRule {
  readonly meta: Rule["meta"];
  create(context: never): Record<string, never>;
}

/** A configuration for the array in `eslint.config.js`. */
export interface LintConfig {
  readonly name: string;
  plugins: Record<string, LintPlugin>;
  rules: Record<string, "error">;
}

/** The plugin: its rules, and a configuration that turns all of them on. */
export interface LintPlugin {
  meta: { name: string; namespace: string };
  rules: Record<string, LintRule>;
  configs: { recommended: LintConfig };
}

const rules = {
  "no-floating-coroutines": noFloatingCoroutines,
  "no-reused-coroutines": noReusedCoroutines,
  "no-swallowed-cancellation": noSwallowedCancellation,
  "no-yield-in-task-group": noYieldInTaskGroup,
};

/**
 * The plugin for `eslint.config.js`; `configs.recommended` has all its rules on as errors.
 *
 * @example
 * ```js
 * import tsyncio from "tsyncio/eslint";
 * export default [tsyncio.configs.recommended];
 * ```
 */
const plugin: LintPlugin = {
  meta: { name: "tsyncio", namespace: "tsyncio" },
  rules: rules as unknown as Record<string, LintRule>,
  configs: { recommended: { name: "tsyncio/recommended", plugins: {}, rules: {} } },
};

const { recommended } = plugin.configs;
recommended.plugins.tsyncio = plugin;
for (const name of Object.keys(rules)) recommended.rules[`tsyncio/${name}`] = "error";

export default plugin;
