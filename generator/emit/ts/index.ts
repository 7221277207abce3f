// The TypeScript target: one file per module, one for its examples, and the runtime they share.
import hypershim from "../../../runtime/hypershim.ts?text";
import bounds from "../../../runtime/hypershim/bounds.ts?text";
import bytes from "../../../runtime/hypershim/bytes.ts?text";
import calls from "../../../runtime/hypershim/calls.ts?text";
import dispatch from "../../../runtime/hypershim/dispatch.ts?text";
import examples from "../../../runtime/hypershim/examples.ts?text";
import integers from "../../../runtime/hypershim/integers.ts?text";
import memory from "../../../runtime/hypershim/memory.ts?text";
import protocols from "../../../runtime/hypershim/protocols.ts?text";
import registers from "../../../runtime/hypershim/registers.ts?text";
import type { Model, Module } from "../../model.ts";
import type { Artefact, Emitter } from "../emitter.ts";
import { declareAccessors } from "./accessors.ts";
import { declareBinding } from "./bindings.ts";
import { declareCodec } from "./codecs.ts";
import { declareDevice } from "./devices.ts";
import { declareExamples } from "./examples.ts";
import { declareInterface } from "./interfaces.ts";
import { openPrinter, printFile } from "./print.ts";
import { declareProtocol } from "./protocols.ts";
import { declareRegisters } from "./registers.ts";
import { declareRing } from "./rings.ts";
import { openScope, stem, type Scope } from "./scope.ts";
import { declareStates } from "./states.ts";
import { declareConstant, declareEnum, declareRecord, type Statement } from "./types.ts";

/** Hand-written files that generated ones import; they are copied behind a line that says so. */
const runtime = {
  bounds,
  bytes,
  calls,
  dispatch,
  examples,
  integers,
  memory,
  protocols,
  registers,
};

/** Emits `<module>.ts` for every module, and `hypershim.ts`. */
export const ts: Emitter = { name: "ts", emit };

function emit(model: Model): readonly Artefact[] {
  const project = openPrinter();
  const file = (name: string, module: Module, make: (scope: Scope) => Statement[]): Artefact => {
    const path = `${name}.ts`;
    const scope = openScope(name);
    const body = make(scope);
    const origin = `// Generated from ${module.path}; do not edit.`;
    return {
      path,
      text: printFile(project, path, [origin, ...scope.imports(), ...scope.shortcuts(), ...body]),
    };
  };
  return [
    copy("hypershim.ts", hypershim),
    ...Object.entries(runtime).map(([name, text]) => copy(`hypershim/${name}.ts`, text)),
    ...model.modules.flatMap((module) => [
      file(stem(module.name), module, (scope) => declarations(module, scope)),
      ...(module.examples.length === 0
        ? []
        : [
            file(`${stem(module.name)}.examples`, module, (scope) =>
              declareExamples(module, scope),
            ),
          ]),
    ]),
  ];
}

function copy(path: string, text: string): Artefact {
  return { path, text: `// Part of hypershim; do not edit.\n\n${text}` };
}

function declarations(module: Module, scope: Scope): Statement[] {
  return [
    ...module.constants.map(declareConstant),
    ...module.enums.flatMap((declared) => declareEnum(declared, scope)),
    ...module.records.flatMap((record) => [
      declareRecord(record, scope),
      ...declareCodec(record, scope),
      ...declareAccessors(record, scope),
      ...record.states.map((states) => declareStates(record, states, scope)),
      ...(record.ring === undefined ? [] : declareRing(record, record.ring, scope)),
    ]),
    ...module.registers.flatMap((registers) => declareRegisters(registers, scope)),
    ...module.interfaces.flatMap((declared) => declareInterface(declared, scope)),
    ...module.protocols.flatMap((protocol) => declareProtocol(protocol, scope)),
    ...module.devices.flatMap(declareDevice),
    ...module.bindings.flatMap((binding) => declareBinding(binding, scope)),
  ];
}
