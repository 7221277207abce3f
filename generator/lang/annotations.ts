// Annotations: which there are, where they may stand, what they say.

import type { Annotation, Documented, ModuleNode, Name, Span } from "./ast.ts";
import { diagnostic, type Report, suggest } from "./diagnostics.ts";
import type { Documentation } from "./draft.ts";
import { given } from "./given.ts";
import type { Scope } from "./scope.ts";

/** What an annotation can stand on. */
export type Place =
  | "module" | "enum" | "member" | "record" | "field" | "bits" | "parameter" | "other";

/** How messages call the places. */
const placeWords: Readonly<Record<Place, string>> = {
  module: "a module",
  enum: "an enum",
  member: "an enum's member",
  record: "a record",
  field: "a field",
  bits: "a group of bits",
  parameter: "a parameter",
  other: "this",
};

interface Rule {
  readonly argument: "none" | "text" | "name";
  /** Absent: everywhere. */
  readonly places?: readonly Place[];
}

const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["alias", { argument: "none", places: ["member"] }],
  ["bytes", { argument: "name", places: ["parameter"] }],
  ["c_name", { argument: "text", places: ["field", "bits"] }],
  ["c_type", { argument: "text", places: ["enum", "record"] }],
  ["deprecated", { argument: "text" }],
  ["header", { argument: "text", places: ["enum", "record"] }],
  ["number", { argument: "none", places: ["field", "parameter"] }],
  ["prefix", { argument: "text", places: ["module"] }],
  ["since", { argument: "text" }],
]);

const argumentWords: Readonly<Record<Rule["argument"], string>> = {
  none: "takes no argument",
  text: "takes one string, as in @NAME(\"…\")",
  name: "takes the name of a parameter, as in @NAME(size)",
};

/** What the annotations of one thing say. */
export interface Annotations extends Documentation {
  readonly header?: string;
  readonly cType?: string;
  readonly cName?: string;
  /** Where `@number` stands. */
  readonly number?: Span;
  /** The parameter named in `@bytes`. */
  readonly bytes?: Name;
  readonly alias: boolean;
}

/** Reads and checks what annotations and documentation say about a declaration or a member. */
export function readAnnotations(node: Documented, place: Place, scope: Scope): Annotations {
  if (node.annotations.length === 0) {
    return { doc: node.doc, alias: false };
  }
  const found = accepted(node.annotations, place, scope.report);
  return {
    doc: node.doc,
    alias: found.has("alias"),
    ...given({
      since: text(found.get("since")),
      deprecated: text(found.get("deprecated")),
      header: headerOf(found.get("header"), scope.report),
      cType: spelled(found.get("c_type"), C_TYPE, scope.report),
      cName: spelled(found.get("c_name"), C_NAME, scope.report),
      number: found.get("number")?.span,
      bytes: argumentName(found.get("bytes")),
    }),
  };
}

/** Only documentation, `@since` and `@deprecated`. */
export function readDocumentation(node: Documented, scope: Scope): Documentation {
  const { doc, since, deprecated } = readAnnotations(node, "other", scope);
  return { doc, ...given({ since, deprecated }) };
}

/** Whether the names of a module can begin with it. */
export function isPrefix(text: string): boolean {
  return /^[a-z][a-z0-9_]*$/i.test(text);
}

/** The words that a module puts before its names. */
export function moduleAnnotations(
  node: ModuleNode,
  report: Report,
): { readonly prefix?: string } {
  const annotation = accepted(node.annotations, "module", report).get("prefix");
  const prefix = text(annotation);
  if (annotation !== undefined && prefix !== undefined && !isPrefix(prefix)) {
    report(diagnostic("bad-prefix", annotation.span, { prefix }));
    return {};
  }
  return given({ prefix });
}

function accepted(
  annotations: readonly Annotation[],
  place: Place,
  report: Report,
): ReadonlyMap<string, Annotation> {
  const found = new Map<string, Annotation>();
  for (const annotation of annotations) {
    const name = annotation.name.text;
    const rule = rules.get(name);
    const earlier = found.get(name);
    if (rule === undefined) {
      report(
        diagnostic("unknown-annotation", annotation.name.span, { name }, {
          suggestion: suggest(name, rules),
        }),
      );
    } else if (rule.places !== undefined && !rule.places.includes(place)) {
      report(
        diagnostic("misplaced-annotation", annotation.span, {
          name, place: placeWords[place],
          places: rule.places.map((at) => placeWords[at]).join(" or "),
        }),
      );
    } else if (!fits(annotation, rule.argument)) {
      report(
        diagnostic("annotation-argument", annotation.span, {
          name, usage: argumentWords[rule.argument].replace("NAME", name),
        }),
      );
    } else if (earlier !== undefined) {
      report(
        diagnostic("repeated-annotation", annotation.span, { name }, {
          notes: [{ span: earlier.span, text: "first given here" }],
        }),
      );
    } else {
      found.set(name, annotation);
    }
  }
  return found;
}

function fits(annotation: Annotation, wanted: Rule["argument"]): boolean {
  const [first, ...others] = annotation.arguments;
  if (first === undefined || others.length > 0) {
    return wanted === "none" && first === undefined;
  }
  return wanted === "text"
    ? first.kind === "string"
    : wanted === "name" && first.kind === "name" && first.path.names.length === 1;
}

function text(annotation: Annotation | undefined): string | undefined {
  const argument = annotation?.arguments[0];
  return argument?.kind === "string" ? argument.value : undefined;
}

function argumentName(annotation: Annotation | undefined): Name | undefined {
  const argument = annotation?.arguments[0];
  return argument?.kind === "name" ? argument.path.names[0] : undefined;
}

const C_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const C_TYPE = /^(?:(?:struct|union|enum) )?[A-Za-z_][A-Za-z0-9_]*$/;

function spelled(
  annotation: Annotation | undefined,
  pattern: RegExp,
  report: Report,
): string | undefined {
  const name = text(annotation);
  if (annotation !== undefined && name !== undefined && !pattern.test(name)) {
    report(diagnostic("bad-c-name", annotation.span, { name: printable(name) }));
    return undefined;
  }
  return name;
}

/** The path of a header as it stands in an `#include`. */
function headerOf(annotation: Annotation | undefined, report: Report): string | undefined {
  const header = text(annotation);
  if (annotation !== undefined && header !== undefined && !/^[\w.+/-]+$/.test(header)) {
    report(diagnostic("bad-header", annotation.span, { header: printable(header) }));
    return undefined;
  }
  return header;
}

function printable(text: string): string {
  return text.replace(/[^ -~]/g, "\ufffd");
}
