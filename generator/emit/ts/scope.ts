// What one generated file needs from its siblings: names are imported because they were used.
import { StructureKind, type ImportDeclarationStructure } from "ts-morph";
import type { Declared } from "../../model.ts";
import { kebab } from "../../words.ts";
import { constantName, functionName, isHot, memberName, typeName } from "./names.ts";
import { lineWidth } from "./text.ts";

/** The names that one file may use, and a record of those that it did use. */
export interface Scope {
  /** The file stem of what is being printed: a module's, or that of its examples. */
  readonly file: string;
  /** A function or a type of the runtime. */
  wire(name: string): string;
  /** A call of a function of the runtime. */
  run(name: string, ...parameters: readonly string[]): string;
  /** The type of a declaration. */
  type(declared: Declared): string;
  /** A function of a declaration: verb, declaration, parts. */
  call(verb: string, declared: Declared, ...parts: string[]): string;
  /** A constant of a declaration. */
  constant(declared: Declared, suffix?: string): string;
  /** All constants of an enum. */
  members(declared: Declared): string;
  /** A member of an enum's constants. */
  member(declared: Declared, name: string): string;
  /** The import declarations for everything that was asked for. */
  imports(): ImportDeclarationStructure[];
  /** Constants of the module for functions of the runtime that must be fast. */
  shortcuts(): string[];
}

/** File stem of a module's generated code. */
export function stem(module: string): string {
  return kebab(module);
}

/** Opens an empty scope for the file `file`. */
export function openScope(file: string): Scope {
  const types = new Map<string, Set<string>>();
  const values = new Map<string, Set<string>>();
  const hot = new Set<string>();
  let usesRuntime = false;
  const use = (uses: Map<string, Set<string>>, from: string, name: string): string => {
    if (from !== file) {
      uses.set(from, (uses.get(from) ?? new Set()).add(name));
    }
    return name;
  };
  const wire = (name: string): string => {
    usesRuntime = true;
    if (isHot(name)) {
      hot.add(name);
      return name;
    }
    return `wire.${name}`;
  };
  return {
    file,
    wire,
    run: (name, ...parameters) => `${wire(name)}(${parameters.join(", ")})`,
    type: (declared) => use(types, stem(declared.module), typeName(declared)),
    call: (verb, declared, ...parts) =>
      use(values, stem(declared.module), functionName(verb, declared, ...parts)),
    constant: (declared, suffix) =>
      use(values, stem(declared.module), constantName(declared, suffix)),
    members: (declared) => use(values, stem(declared.module), typeName(declared)),
    member: (declared, name) =>
      `${use(values, stem(declared.module), typeName(declared))}.${memberName(name)}`,
    imports: () => [
      ...(usesRuntime ? [runtime] : []),
      ...structures(withoutValues(types, values), true),
      ...structures(values, false),
    ],
    shortcuts: () =>
      hot.size === 0
        ? []
        : [[...hot].sort().map((name) => `const ${name} = wire.${name};`).join("\n")],
  };
}

/** A constant object and its type have one name, and one import serves for both. */
function withoutValues(
  types: ReadonlyMap<string, ReadonlySet<string>>,
  values: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, Set<string>> {
  return new Map(
    [...types].flatMap(([from, names]): [string, Set<string>][] => {
      const left = [...names].filter((name) => values.get(from)?.has(name) !== true);
      return left.length === 0 ? [] : [[from, new Set(left)]];
    }),
  );
}

const runtime: ImportDeclarationStructure = {
  kind: StructureKind.ImportDeclaration,
  namespaceImport: "wire",
  moduleSpecifier: "./hypershim.ts",
};

function structures(
  uses: ReadonlyMap<string, ReadonlySet<string>>,
  isTypeOnly: boolean,
): ImportDeclarationStructure[] {
  return [...uses].sort(byName).map(([from, names]) => {
    const sorted = [...names].sort();
    const line = `import type { ${sorted.join(", ")} } from "./${from}.ts";`;
    return {
      kind: StructureKind.ImportDeclaration,
      isTypeOnly,
      namedImports:
        line.length <= lineWidth
          ? sorted
          : (writer) => {
              writer.newLine();
              writer.write(sorted.map((name) => `${name},`).join("\n"));
              writer.newLine();
            },
      moduleSpecifier: `./${from}.ts`,
    };
  });
}

function byName(left: readonly [string, unknown], right: readonly [string, unknown]): number {
  return left[0] < right[0] ? -1 : 1;
}
