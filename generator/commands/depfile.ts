// The dependencies of a run in the syntax that make and ninja read.

/**
 * `depfile: inputs`, then an empty rule per input: a removed spec does not stop make. The depfile
 * is the one file that every run touches, so it is what a rule can wait for: an output whose content
 * stays the same keeps its time, and would be older than its spec for ever.
 */
export function depfileText(depfile: string, inputs: readonly string[]): string {
  const escaped = inputs.map(escapePath);
  const rule = `${escapePath(depfile)}: \\\n ${escaped.join(" \\\n ")}\n`;
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
