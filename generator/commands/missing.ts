// What is said of a path at which nothing is.
import { readdirSync } from "node:fs";
import path from "node:path";
import { nearest } from "../lang/nearest.ts";
import { type Problem, problem } from "./problems.ts";

/** The problem, with what may have been meant or else where the path begins. */
export function missing(file: string): Problem {
  const folder = path.dirname(file);
  const near = nearest(path.basename(file), namesIn(folder));
  if (near !== undefined) {
    return problem("no-such-path", file, {}, `did you mean \`${path.join(folder, near)}\`?`);
  }
  const start = `paths begin in the current folder, \`${process.cwd()}\``;
  return problem("no-such-path", file, {}, path.isAbsolute(file) ? undefined : start);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
