// The dependencies of a run in the syntax that make and ninja read.

/**
 * `depfile outputs: inputs`, then an empty rule per input: a removed spec does not stop make.
 * The depfile is among the targets: it is the one file that a rule can wait for.
 */
export function depfileText(targets: readonly string[], inputs: readonly string[]): string {
  const escaped = inputs.map(escapePath);
  const rule = `${targets.map(escapePath).join(" \\\n ")}: \\\n ${escaped.join(" \\\n ")}\n`;
  return rule + escaped.map((input) => `\n${input}:\n`).join("");
}

/** A path as make reads it back: backslashes count only before what they escape. */
function escapePath(path: string): string {
  return path
    .replace(
      /(\\*)([ \t#:])/g,
      (_, slashes: string, sign: string) => `${slashes}${slashes}\\${sign}`,
    )
    .replace(/\$/g, "$$$$");
}
