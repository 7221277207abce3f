// The command `layout`: offsets and sizes for people, or as JSON for programs.
import path from "node:path";
import { loadModel, type Outcome, text, type Tool } from "./load.ts";
import { guess, problem, renderProblem } from "./problems.ts";
import { type Layout, layouts, type Row } from "./rows.ts";

/** How `layout` prints. */
export type Format = "table" | "json";

/** Prints the layout of one type, or of all. */
export function layout(
  type: string | undefined,
  options: { readonly paths: readonly string[]; readonly format: Format },
  tool: Tool,
): Outcome {
  const { model, report } = loadModel(options.paths, tool);
  if (model === undefined) {
    return { status: 1, output: "", report };
  }
  const all = layouts(model);
  const own = type === undefined ? all : select(all, type);
  const chosen = type !== undefined && own.length === 0 ? select(shipped(tool), type) : own;
  if (type !== undefined && chosen.length === 0) {
    const names = all.flatMap((each) => [each.name, `${each.module}.${each.name}`]);
    const unknown = problem("no-such-type", undefined, { name: type }, guess(type, names));
    return { status: 1, output: "", report: report + text([renderProblem(unknown)]) };
  }
  const output = options.format === "json" ? json(chosen) : chosen.map(table).join("\n");
  return { status: 0, output, report };
}

/** Types by their name, alone or with the module's; else as targets spell it; else a module's. */
function select(all: readonly Layout[], type: string): readonly Layout[] {
  const ways: readonly ((each: Layout) => boolean)[] = [
    (each) => each.name === type || `${each.module}.${each.name}` === type,
    (each) => each.qualified === type,
    (each) => each.module === type,
  ];
  return ways.map((way) => all.filter(way)).find((found) => found.length > 0) ?? [];
}

/** What comes with the package is found without being given, as imports find it. */
function shipped(tool: Tool): readonly Layout[] {
  const { model } = loadModel([path.join(tool.packageFolder, "idl")], tool);
  return model === undefined ? [] : layouts(model);
}

function json(chosen: readonly Layout[]): string {
  const rows = chosen.flatMap((each) => each.rows.map((row) => JSON.stringify(row)));
  return rows.length === 0 ? "[]\n" : `[\n  ${rows.join(",\n  ")}\n]\n`;
}

const heads = ["offset", "size", "bits", "field", "kind"] as const;

function table({ module, name, rows }: Layout): string {
  const [whole, ...fields] = rows;
  const lines = [heads, ...fields.map(cells)];
  const widths = heads.map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? "").length)),
  );
  const body = lines.map((line) =>
    line
      .map((cell, column) =>
        column < 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  return text([`${module}.${name}: ${whole?.size ?? 0} bytes`, ...body.map((line) => `  ${line}`)]);
}

function cells({ field, offset, size, bitOffset, bitWidth, kind }: Row): readonly string[] {
  const isWhole = bitOffset === 0 && bitWidth === 8 * size;
  const last = bitOffset + bitWidth - 1;
  const bits = last === bitOffset ? `${last}` : `${last}:${bitOffset}`;
  return [String(offset), String(size), isWhole ? "" : bits, field, kind];
}
