// Types of the model in words, and with links in Markdown.
import type {
  ByteOrder,
  Enum,
  HandleType,
  IntegerType,
  Interface,
  Operation,
  RecordType,
  Type,
} from "../../model.ts";
import { kebab } from "../../words.ts";
import type { Drawing } from "./drawing/drawing.ts";
import { code } from "./markdown.ts";

/** What a page has to know about the others. */
export interface Page {
  /** The module that the page is about. */
  readonly module: string;
  /** `module.name` of every record and enum that has a place on some page. */
  readonly places: ReadonlySet<string>;
  /** The pictures that the page shows, by path; views add theirs. */
  readonly drawings: Map<string, Drawing>;
}

/** Adds a picture to the page; the name is unique among those of the module. */
export function picture(page: Page, name: string, drawing: Drawing) {
  const path = `images/${kebab(page.module)}/${name}.svg`;
  page.drawings.set(path, drawing);
  return { path, alt: drawing.title };
}

/** A part of a type's spelling; with a declaration, it can be a link. */
interface Piece {
  readonly text: string;
  readonly declaration?: Enum | RecordType;
}

/** `u8[6]`, `slot[511]`, `u16[count]`: a type as specs write it. */
export function typeWords(type: Type | HandleType): string {
  return pieces(type)
    .map(({ text }) => text)
    .join("");
}

/** The same, with what is declared somewhere linked to its place. */
export function typeLink(type: Type | HandleType, page: Page): string {
  return pieces(type)
    .map(({ text, declaration: to }) => (to === undefined ? code(text) : link(to, page)))
    .join("");
}

/** A declaration's name, as a link where it has a place. */
export function link(declaration: Enum | RecordType, page: Page): string {
  const { module, name } = declaration;
  const shown = module === page.module ? name : `${module}.${name}`;
  if (!page.places.has(`${module}.${name}`)) {
    return code(shown);
  }
  const kind = "members" in declaration ? "enum" : "record";
  return `[${code(shown)}](${fileOf(module, page)}#${anchor(kind, name)})`;
}

/** An interface's name as a link to its place. */
export function interfaceLink({ module, name }: Interface, page: Page): string {
  return `[${code(name)}](${fileOf(module, page)}#${anchor("interface", name)})`;
}

/** An operation's name as a link to its place. */
export function operationLink(called: Interface, { name }: Operation, page: Page): string {
  const id = anchor("operation", `${called.name}.${name}`);
  return `[${code(name)}](${fileOf(called.module, page)}#${id})`;
}

/** What stands before the `#` of a link. */
function fileOf(module: string, page: Page): string {
  return module === page.module ? "" : pageOf(module);
}

/** The id of a place: its kind, then the name. Headings make no such ids. */
export function anchor(kind: string, name: string): string {
  return `${kind}-${name}`;
}

/** The file of a module's page. */
export function pageOf(module: string): string {
  return `${kebab(module)}.md`;
}

/** Every byte order that matters in a record, nested records included. */
export function byteOrders(record: RecordType): ReadonlySet<ByteOrder> {
  const units = record.units.flatMap(({ integer }) => orders(integer));
  const fields = record.fields.filter(({ bits }) => bits === undefined);
  return new Set([...units, ...fields.flatMap(({ type }) => typeOrders(type))]);
}

/** The byte order of a field's own integers; empty where there is only one way. */
export function typeOrders(type: Type): readonly ByteOrder[] {
  switch (type.kind) {
    case "integer":
      return orders(type);
    case "bool":
      return [];
    case "enum":
      return orders(type.integer);
    case "record":
      return [...byteOrders(type.record)];
    case "array":
      return typeOrders(type.element);
    default:
      return type satisfies never;
  }
}

/** A byte order as an adjective. */
export const orderWords: Readonly<Record<ByteOrder, string>> = {
  little: "little-endian",
  big: "big-endian",
  host: "in the host's byte order",
};

function orders(integer: IntegerType): readonly ByteOrder[] {
  return integer.bits > 8 ? [integer.order] : [];
}

function pieces(type: Type | HandleType): readonly Piece[] {
  switch (type.kind) {
    case "integer":
      return [{ text: `${type.signed ? "i" : "u"}${type.bits}` }];
    case "bool":
      return [{ text: "bool" }];
    case "enum":
      return [{ text: type.enum.name, declaration: type.enum }];
    case "record":
      return [{ text: type.record.name, declaration: type.record }];
    case "handle":
      return [{ text: `handle ${type.of}` }];
    case "array":
      return arrayPieces(type);
    default:
      return type satisfies never;
  }
}

/** The element, then all lengths in one piece, outermost first. */
function arrayPieces(type: Type & { kind: "array" }): readonly Piece[] {
  let lengths = "";
  let element: Type = type;
  while (element.kind === "array") {
    lengths += `[${lengthWords(element.length)}]`;
    element = element.element;
  }
  const [first = { text: "" }] = pieces(element);
  return first.declaration === undefined
    ? [{ text: first.text + lengths }]
    : [first, { text: lengths }];
}

function lengthWords(length: (Type & { kind: "array" })["length"]): string {
  switch (length.kind) {
    case "fixed":
      return `${length.count}`;
    case "field":
      return length.max === undefined ? length.field : `${length.field} max ${length.max}`;
    case "rest":
      return length.max === undefined ? "" : `max ${length.max}`;
    default:
      return length satisfies never;
  }
}
