// A module's page: everything that its spec says, in the order in which a reader asks for it.
import type { ConstantDeclaration, Module, RecordType } from "../../model.ts";
import type { Artefact } from "../emitter.ts";
import { bindingView } from "./bindings.ts";
import { deviceView } from "./devices.ts";
import { type Drawing, svg } from "./drawing/drawing.ts";
import { enumView } from "./enums.ts";
import { exampleViews } from "./examples.ts";
import { meaning } from "./facts.ts";
import { interfaceView } from "./interfaces.ts";
import { code, hidden, list, paragraphs } from "./markdown.ts";
import renderPage from "./page.hbs";
import { protocolView } from "./protocols.ts";
import { inReadingOrder, recordView } from "./records.ts";
import { registersView } from "./registers.ts";
import { anchor, type Page, pageOf } from "./types.ts";
import { hex } from "./values.ts";

/** What has a heading of its own on a page. */
interface Item {
  readonly anchor: string;
  readonly title: string;
}

/** The page of a module and its pictures. */
export function modulePage(module: Module, places: ReadonlySet<string>): readonly Artefact[] {
  const drawings = new Map<string, Drawing>();
  const page: Page = { module: module.name, places, drawings };
  const view = sections(module, page);
  const titles: readonly (readonly [string, string, readonly Item[]])[] = [
    ["Records", "records", view.records],
    ["Enums and flags", "enums", view.enums],
    ["Constants", "constants", module.constants.map(({ name }) => placeOf("constant", name))],
    ["Registers", "registers", view.registers],
    ["Messages", "messages", view.protocols],
    ["Interfaces", "interfaces", view.interfaces],
    ["Bindings", "bindings", view.bindings],
    ["Devices", "devices", view.devices],
    ["Records of the operations", "operation-records", view.operationRecords],
    ["Examples", "examples", view.examples],
  ];
  const text = renderPage({
    origin: hidden(`Generated from ${module.path}; do not edit.`),
    title: code(module.name),
    paragraphs: paragraphs(module.doc, [usesWords(module)]),
    contents: titles
      .filter(([, , items]) => items.length > 0)
      .map(([title, id, items]) => ({
        title,
        anchor: id,
        links: items.map(contentsLink).join(" · "),
      })),
    ...Object.fromEntries(Object.entries(view).map(([name, items]) => [name, optional(items)])),
    constants: module.constants.length === 0 ? [] : [{ table: constantTable(module.constants) }],
  });
  return [
    { path: pageOf(module.name), text },
    ...[...drawings].map(([path, drawing]) => ({ path, text: svg(drawing) })),
  ];
}

function sections(module: Module, page: Page) {
  const records = inReadingOrder(ownRecords(module));
  const isWritten = ({ derived }: RecordType): boolean => derived === undefined;
  return {
    records: records.filter(isWritten).map((record) => recordView(record, page)),
    operationRecords: records
      .filter((record) => !isWritten(record))
      .map((record) => recordView(record, page)),
    enums: module.enums.map(enumView),
    registers: module.registers.map((registers) => registersView(registers, page)),
    protocols: module.protocols.map((protocol) => protocolView(protocol, page)),
    interfaces: module.interfaces.map((each) => interfaceView(each, page)),
    bindings: module.bindings.map((binding) => bindingView(binding, page)),
    devices: module.devices.map((device) => deviceView(device, page)),
    examples: exampleViews(module.examples, page),
  };
}

/** The records that have a place of their own; bits of registers are shown with their registers. */
export function ownRecords({ records, registers }: Module): readonly RecordType[] {
  const shapes = registers.flatMap((map) => map.registers.map(({ shape }) => shape));
  const shown = new Set(shapes.map((shape) => (shape.kind === "bits" ? shape.record : undefined)));
  return records.filter((record) => !shown.has(record));
}

/** A section without items does not appear. */
function optional(items: readonly Item[]): readonly { readonly items: readonly Item[] }[] {
  return items.length === 0 ? [] : [{ items }];
}

function placeOf(kind: string, name: string): Item {
  return { anchor: anchor(kind, name), title: code(name) };
}

function contentsLink({ title, anchor: id }: Item): string {
  return `[${title}](#${id})`;
}

function usesWords(module: Module): string {
  const links = module.imports.map((name) => `[${code(name)}](${pageOf(name)})`);
  return links.length === 0 ? "" : `It uses ${list(links)}.`;
}

function constantTable(constants: readonly ConstantDeclaration[]): object {
  return {
    head: ["Name", "Value", "Hexadecimal", "Meaning"],
    rows: constants.map((constant) => [
      `<a id="${anchor("constant", constant.name)}"></a>${code(constant.name)}`,
      `${constant.value}`,
      code(hex(constant.value)),
      meaning(constant, []),
    ]),
  };
}
