// The TypeScript target: one file per module, one for its examples, and the runtime they share.
import { IndentationText, Project, QuoteKind, StructureKind } from "ts-morph";
import wire from "../../../runtime/wire.ts?text";
import type { Model, Module } from "../../model.ts";
import type { Artefact, Emitter } from "../emitter.ts";
import { declareAccessors } from "./accessors.ts";
import { declareBinding } from "./bindings.ts";
import { declareCodec } from "./codecs.ts";
import { declareInterface } from "./interfaces.ts";
import { declareRegisters } from "./registers.ts";
import { declareRing } from "./rings.ts";
import { openScope, stem, type Scope } from "./scope.ts";
import { declareStates } from "./states.ts";
import { wrap } from "./text.ts";
import { declareConstant, declareEnum, declareRecord, type Statement } from "./types.ts";

/** Emits `<module>.ts` for every module, and `hypershim.ts`. */
export const ts: Emitter = { name: "ts", emit };

function emit(model: Model): readonly Artefact[] {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      quoteKind: QuoteKind.Double,
    },
  });
  const print = (file: string, module: Module, make: (scope: Scope) => Statement[]): Artefact => {
    const path = `${file}.ts`;
    const scope = openScope(file);
    const body = make(scope);
    const statements = spaced([
      `// Generated from ${module.path}; do not edit.`,
      ...scope.imports(),
      ...body,
    ]);
    return { path, text: wrap(project.createSourceFile(path, { statements }).getFullText()) };
  };
  return [
    { path: "hypershim.ts", text: wire },
    ...model.modules.map((module) => print(stem(module.name), module, (scope) => declarations(module, scope))),
  ];
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
    ...module.bindings.flatMap((binding) => declareBinding(binding, scope)),
  ];
}

/** ts-morph puts empty lines around functions and interfaces alone: the others get theirs here. */
function spaced(statements: readonly Statement[]): Statement[] {
  return statements.map((statement, index) => {
    const previous = statements[index - 1];
    if (standsApart(statement) || (previous !== undefined && standsApart(previous))) {
      return statement;
    }
    if (typeof statement === "string") {
      return index === 0 ? statement : `\n${statement}`;
    }
    const isClose =
      (statement.kind === StructureKind.TypeAlias && (statement.docs ?? []).length === 0) ||
      (statement.kind === StructureKind.ImportDeclaration && index > 1);
    return isClose ? statement : { ...statement, leadingTrivia: "\n" };
  });
}

function standsApart(statement: Statement): boolean {
  return (
    typeof statement !== "string" &&
    (statement.kind === StructureKind.Function || statement.kind === StructureKind.Interface)
  );
}
