// What the tests of the parser share: parsing a text, and syntax trees without places.

import { expect } from "vitest";
import type { Declaration, ModuleNode } from "../generator/lang/ast.ts";
import type { Diagnostic } from "../generator/lang/diagnostics.ts";
import { parse } from "../generator/lang/parser.ts";
import { render } from "../generator/lang/render.ts";

/** A module, and what was said about it. */
export interface Parsed {
  readonly module: ModuleNode;
  readonly found: readonly Diagnostic[];
}

/** Parses and returns what was reported, too. */
export function parseWith(text: string): Parsed {
  const found: Diagnostic[] = [];
  const source = { path: "spec.idl", text };
  const module = parse(source, (diagnostic) => found.push(diagnostic));
  return { module, found };
}

/** Parses a text with nothing wrong in it. */
export function parseClean(text: string): ModuleNode {
  const { module, found } = parseWith(text);
  expect(render(found)).toBe("");
  return module;
}

/** The first declaration of a text. */
export function declare(text: string): Declaration {
  const [first] = parseClean(`module spec;\n${text}`).declarations;
  return first!;
}

/** The members of a struct, without places. */
export function members(text: string): readonly unknown[] {
  const declaration = declare(`struct record {\n${text}\n}`);
  return (plain(declaration) as { readonly members: readonly unknown[] }).members;
}

/**
 * A node without its places: names and paths as text, constants as values; documentation and
 * annotations only where there are any.
 */
export function plain(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(plain);
  }
  if (typeof node !== "object" || node === null || node instanceof Uint8Array) {
    return node;
  }
  const loose = node as Readonly<Record<string, unknown>>;
  const keys = Object.keys(loose).filter((key) => key !== "span" && key !== "source");
  if (keys.length === 1 && (keys[0] === "text" || keys[0] === "names")) {
    const names = loose["names"] as readonly { readonly text: string }[] | undefined;
    return names?.map(({ text }) => text).join(".") ?? loose["text"];
  }
  if (loose["kind"] === "integer") {
    return loose["value"];
  }
  if (loose["kind"] === "name") {
    return plain(loose["path"]);
  }
  const empty = (key: string): boolean =>
    (key === "doc" && loose[key] === "") ||
    (key === "annotations" && (loose[key] as readonly unknown[]).length === 0);
  return Object.fromEntries(
    keys.filter((key) => !empty(key)).map((key) => [key, plain(loose[key])]),
  );
}

/** A type that is a name. */
export function named(path: string): object {
  return { kind: "named", path };
}

/** A field as `plain` shows it. */
export function field(name: string, type: unknown, more: object = {}): object {
  return { kind: "field", name, type, when: [], ...more };
}

/** An annotation as `plain` shows it: without arguments, or with one string. */
export function annotated(name: string, text?: string): object {
  const values = text === undefined ? [] : [{ kind: "string", value: text }];
  return { annotations: [{ name, arguments: values }] };
}
