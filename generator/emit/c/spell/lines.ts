// C that fits 80 columns: heads, calls, conditions and statements over several lines.
//
// All text goes through here, so lists are counted through: templates.ts says why.

const columns = 80;

/**
 * A function's head: `head(parameters)` on one line, or the parameters aligned under the first, or
 * the type on a line of its own, or the parameters on lines indented by eight.
 */
export function signature(type: string, name: string, parameters: readonly string[]): string {
  const given = parameters.length === 0 ? ["void"] : parameters;
  const separator = type.endsWith("*") ? "" : " ";
  const head = `${type}${separator}${name}(`;
  const line = `${head}${given.join(", ")})`;
  if (line.length < columns) {
    return line;
  }
  // One column is left for the semicolon of a declaration.
  const aligned = fill(head, given, ")", head.length, columns - 1);
  if (aligned !== undefined) {
    return aligned;
  }
  const below = fill(`${name}(`, given, ")", name.length + 1, columns - 1);
  if (below !== undefined) {
    return `${type}\n${below}`;
  }
  const alone = `${given.map((text) => `        ${text}`).join(",\n")})`;
  return `${type}\n${name}(\n${fill("        ", given, ")", 8, columns - 1) ?? alone}`;
}

/**
 * `head(arguments)tail`, broken between arguments where it is too long. Without an indentation it
 * is a statement that will get some.
 */
export function call(
  indentation: string,
  head: string,
  given: readonly string[],
  tail = ";",
): string {
  const start = `${indentation}${head}(`;
  const width = indentation === "" ? columns - 8 : columns;
  const line = `${start}${given.join(", ")})${tail}`;
  if (line.length <= width) {
    return line;
  }
  const aligned = fill(start, given, `)${tail}`, start.length, width);
  if (aligned !== undefined) {
    return aligned;
  }
  const inner = `${indentation}    `;
  const broken = fill(inner, given, `)${tail}`, inner.length, width);
  return `${start}\n${broken ?? inner + given.join(`,\n${inner}`) + `)${tail}`}`;
}

/** `first && second && …` after `head`, one term per line where one line does not hold them. */
export function chain(
  head: string,
  operator: string,
  terms: readonly string[],
  tail: string,
): string {
  const line = `${head}${terms.join(` ${operator} `)}${tail}`;
  if (line.length <= columns && !line.includes("\n")) {
    return line;
  }
  const indentation = " ".repeat(head.length);
  const lines: string[] = [];
  let current = head;
  terms.forEach((term, index) => {
    const text = index === terms.length - 1 ? `${term}${tail}` : `${term} ${operator}`;
    if (current !== head && current !== indentation && current.length + 1 + text.length > columns) {
      lines.push(current);
      current = indentation;
    }
    current += current === head || current === indentation ? text : ` ${text}`;
  });
  return [...lines, current].join("\n");
}

/** Statements as the lines of a block, those that are too long folded; empty ones stay empty. */
export function block(lines: readonly string[], indentation = "    "): string {
  let text = "";
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    text += line === "" ? "\n" : `\n${indented(line, indentation)}`;
  }
  return text.slice(1);
}

/** Statements one level deeper. */
export function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `    ${line}`));
}

function indented(line: string, indentation: string): string {
  if (line.includes("\n")) {
    return block(line.split("\n"), indentation);
  }
  const text = indentation + line;
  return text.length <= columns ? text : fold(text);
}

/** Where a line may be broken, and what tells how deep in parentheses that is. */
const turning = /[( )]/g;

function nextTurn(line: string): number {
  return turning.test(line) ? turning.lastIndex - 1 : Infinity;
}

/** Breaks a line of C that is too long, as far out of its parentheses as it can. */
export function fold(line: string): string {
  if (line.length <= columns) {
    return line;
  }
  const start = line.length - line.trimStart().length;
  const inner: number[] = [];
  let best: { at: number; indentation: number; depth: number } | undefined;
  turning.lastIndex = start;
  for (let at = nextTurn(line); at <= columns; at = nextTurn(line)) {
    const character = line.charAt(at);
    if (character === "(") {
      inner.push(at + 1);
    } else if (character === ")") {
      inner.pop();
    } else if (isBreak(line, at)) {
      const depth = line.charAt(at - 1) === "=" ? 1 : inner.length;
      if (best === undefined || depth <= best.depth) {
        best = { at, indentation: inner.at(-1) ?? start + 4, depth };
      }
    }
  }
  if (best === undefined) {
    const open = line.lastIndexOf("(", columns - 1);
    return open < start + 4
      ? line
      : `${line.slice(0, open + 1)}\n${" ".repeat(start + 8)}${line.slice(open + 1)}`;
  }
  const rest = " ".repeat(best.indentation) + line.slice(best.at + 1);
  const shallow = " ".repeat(start + 4) + line.slice(best.at + 1);
  const next = rest.length > columns && shallow.length <= columns ? shallow : rest;
  return `${line.slice(0, best.at)}\n${next.length < line.length ? fold(next) : next}`;
}

/** A line may be broken after a comma or an operator, and before `?` and `:`. */
function isBreak(line: string, at: number): boolean {
  return /(,|=|\|\||&&|\||&|<<|>>|\+)$/.test(line.slice(0, at)) || /^ [?:] /.test(line.slice(at));
}

/** Lines of comma-separated texts, or undefined where one of them does not fit. */
function fill(
  start: string,
  texts: readonly string[],
  end: string,
  indentation: number,
  width = columns,
): string | undefined {
  let full = "";
  let line = start;
  let empty = true;
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index] ?? "";
    const last = index === texts.length - 1;
    const room = width - (last ? end.length : 1);
    if (!empty && line.length + 1 + text.length > room) {
      full += `${line}\n`;
      line = " ".repeat(indentation);
      empty = true;
    }
    line += empty ? text : ` ${text}`;
    if (line.length > room) {
      return undefined;
    }
    line += last ? end : ",";
    empty = false;
  }
  return full + (texts.length === 0 ? line + end : line);
}
