/**
 * The options of the rewrite as flags of a command, and how they join those in `tsconfig.json`. What the
 * options mean and which values they take is said in ../options.ts.
 */
import type { Command } from "commander";
import { type Options, resolveOptions, resolveOptionsAt } from "../options.ts";
import type { WrittenOptions } from "./projects.ts";

/** What commander makes of the flags; what was not given is not there. */
export type RewriteFlags = Pick<Options, "mode" | "catch" | "include" | "exclude" | "runtime" | "debug">;

export function addRewriteFlags(command: Command): Command {
  return command
    .option("--mode <mode>", "rewrite `all` async functions, or those with a `directive`")
    .option("--catch <rule>", "a catch clause lets a BaseException pass (`exception`), or gets `all`")
    .option("--include <glob>", "rewrite only files that match; may be repeated", append)
    .option("--exclude <glob>", "leave files that match as they are; may be repeated", append)
    .option("--runtime <module>", "what emitted code imports instead of tsyncio/compiled")
    .option("--debug", "emit code that helps to find mistakes, and maps that hold the source");
}

function append(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/**
 * Flags win over what stands in a file.
 *
 * @throws OptionError for a value that is not allowed.
 */
export function joinOptions({ options, place }: WrittenOptions, flags: RewriteFlags): Options {
  resolveOptionsAt(place, options);
  const given = { ...options, ...pick(flags) };
  resolveOptions(given);
  return given;
}

function pick({ mode, catch: rule, include, exclude, runtime, debug }: RewriteFlags): Options {
  const all = { mode, catch: rule, include, exclude, runtime, debug };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
