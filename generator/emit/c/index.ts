// The C target: a header per module, a source where not all is inline, and a program of examples.
import bytes from "../../../native/include/hypershim/bytes.h?text";
import regions from "../../../native/include/hypershim/regions.h?text";
import rpc from "../../../native/include/hypershim/rpc.h?text";
import type { Model, Module, RecordType } from "../../model.ts";
import type { Artefact, Emitter } from "../emitter.ts";
import { paragraphs } from "../text.ts";
import { dispatchDeclaration, emitDispatch } from "./bindings/dispatch.ts";
import type { Spaces } from "./bindings/plan.ts";
import { emitRequests, requestDeclarations } from "./bindings/requests.ts";
import { emitInterfaceHeader, emitInterfaceSource } from "./calls/interfaces.ts";
import { emitDevice } from "./devices.ts";
import { emitExamples } from "./examples.ts";
import renderHeader from "./header.hbs";
import { emitProtocolHeader, emitProtocolSource } from "./protocols/protocols.ts";
import { emitAccessors } from "./records/accessors.ts";
import { emitConstants } from "./records/constants.ts";
import { emitContents } from "./records/contents.ts";
import { emitEmbedded } from "./records/embedded.ts";
import { emitRing } from "./records/rings.ts";
import { emitShared } from "./records/shared.ts";
import { emitRecord } from "./records/structs.ts";
import { emitRegistersHeader, emitRegistersSource } from "./registers/registers.ts";
import renderSource from "./source.hbs";
import { plain, remark } from "./spell/comments.ts";
import { enumerator } from "./spell/names.ts";

/** Emits C11, whose headers are C++17 as well. */
export const c: Emitter = {
  name: "c",
  emit: (model: Model): readonly Artefact[] => {
    const spaces = spacesOf(model);
    const records = model.modules.flatMap((module) => module.records);
    const moved = new Set(
      records.flatMap(({ states }) => states.map((each) => each.enum.qualified)),
    );
    return [
      ...Object.entries({ bytes, regions, rpc }).map(([name, text]) => ({
        path: `hypershim/${name}.h`,
        text: `/* Part of hypershim; do not edit. */\n${text}`,
      })),
      ...model.modules.flatMap((module) => emitModule(module, spaces, moved)),
    ];
  },
};

/** The constants of all enum members, because a lookup names its address space by member alone. */
function spacesOf(model: Model): Spaces {
  const enums = model.modules.some(({ bindings }) => bindings.length > 0)
    ? model.modules.flatMap((module) => module.enums)
    : [];
  return new Map(
    enums.flatMap((declaration) =>
      declaration.members.map((member) => [member, enumerator(declaration, member)]),
    ),
  );
}

function emitModule(
  module: Module,
  spaces: Spaces,
  moved: ReadonlySet<string>,
): readonly Artefact[] {
  const sections = sourceSections(module, spaces);
  const path = plain(module.path);
  return [
    { path: `${module.name}.h`, text: emitHeader(module, spaces, moved) },
    ...(sections.length === 0
      ? []
      : [
          {
            path: `${module.name}.c`,
            text: tidy(renderSource({ path, header: `${module.name}.h`, sections })),
          },
        ]),
    ...(module.examples.length === 0
      ? []
      : [
          {
            path: `${module.name}_examples.c`,
            text: tidy(emitExamples(path, `${module.name}.h`, module.examples)),
          },
        ]),
  ];
}

/** One empty line where sections meet, and one newline at the end. */
function tidy(text: string): string {
  return `${closed(text).trimEnd()}\n`;
}

function closed(text: string): string {
  return text.includes("\n\n\n") ? text.replace(/\n{3,}/g, "\n\n") : text;
}

/** A section after an empty line; one by one, because a whole header may be many megabytes. */
function apart(section: string): readonly string[] {
  const text = closed(section).trim();
  return text === "" ? [] : [`\n${text}`];
}

/** Code that is too long to be inline. */
function sourceSections(module: Module, spaces: Spaces): readonly string[] {
  return [
    ...module.registers.map(emitRegistersSource),
    ...module.protocols.map(emitProtocolSource),
    ...module.interfaces.map(emitInterfaceSource),
    ...module.bindings.flatMap((binding) => [
      emitDispatch(binding, spaces),
      emitRequests(binding, spaces),
    ]),
  ];
}

function emitHeader(module: Module, spaces: Spaces, moved: ReadonlySet<string>): string {
  return renderHeader({
    path: plain(module.path),
    about: paragraphs(module.doc)
      .map((paragraph) => remark(paragraph))
      .join("\n\n"),
    guard: `${module.name.toUpperCase()}_H`,
    includes: [
      "hypershim/bytes.h",
      ...(module.bindings.length > 0 ? ["hypershim/regions.h"] : []),
      ...(module.interfaces.length > 0 ? ["hypershim/rpc.h"] : []),
    ],
    imports: module.imports,
    sections: [
      emitConstants(module, moved),
      ...declaredRecords(module).map(emitRecordSection),
      ...module.registers.map(emitRegistersHeader),
      ...module.protocols.map(emitProtocolHeader),
      ...module.interfaces.map(emitInterfaceHeader),
      ...module.bindings.map(
        (binding) => `\n\n${dispatchDeclaration(binding)}\n${requestDeclarations(binding, spaces)}`,
      ),
      ...module.devices.map(emitDevice),
    ].flatMap(apart),
  });
}

/**
 * Anonymous records are declared where they are used, the bits of registers are masks and no
 * struct, and C has no records of no bytes.
 */
function declaredRecords(module: Module): readonly RecordType[] {
  const inRegisters = new Set(
    module.registers.flatMap(({ registers }) =>
      registers.flatMap(({ shape }) => (shape.kind === "bits" ? [shape.record.qualified] : [])),
    ),
  );
  return module.records.filter(
    (record) =>
      record.anonymousIn === undefined && record.size > 0 && !inRegisters.has(record.qualified),
  );
}

function emitRecordSection(record: RecordType): string {
  return [
    "\n",
    emitRecord(record),
    emitAccessors(record),
    emitEmbedded(record),
    ...(record.union ? [] : [emitContents(record)]),
    ...(record.shared || record.states.length > 0 ? [emitShared(record)] : []),
    emitRing(record),
  ].join("");
}
