// Bindings: `dispatchX` makes the call that a slot or a message stands for, and completes it.
import type { Binding, BindingCase, RecordType } from "../../model.ts";
import { passesUnion } from "../calls.ts";
import { bindingLocals, callOf } from "./calls.ts";
import { exportedFunction } from "./codecs.ts";
import { finder } from "./decode.ts";
import { encodeFixed } from "./encode.ts";
import { functionName, localName, typeName } from "./names.ts";
import { follow, readTarget, test, writeTarget, type Target } from "./paths.ts";
import { formOf } from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { documentation, indent } from "./text.ts";
import type { Statement } from "./types.ts";

/** `dispatchX` of a binding. */
export function declareBinding(binding: Binding, scope: Scope): Statement[] {
  const { target } = binding;
  return target.kind === "slot"
    ? slotDispatch(binding, target, scope)
    : messageDispatch(binding, target, scope);
}

type Slot = Extract<Binding["target"], { kind: "slot" }>;
type Messages = Extract<Binding["target"], { kind: "messages" }>;

const outcome =
  "Returns 0, or a negative errno: that of the operation, -95 where the record is no call, -22\n" +
  "for values that the operation does not accept, -6 where there is no region.";

function slotDispatch(binding: Binding, target: Slot, scope: Scope): Statement[] {
  const { record, states, take, done } = target;
  const state = follow(record, statePath(record, states.field));
  const value = (name: string): string => scope.member(states.enum, name);
  const move = scope.call("move", record, states.field);
  const call = functionName("call", binding);
  const current = readTarget(state, "view", "offset", scope);
  return [
    exportedFunction(
      functionName("dispatch", binding),
      [
        ...words(binding),
        `Makes the call that the {@link ${typeName(record)}} at \`offset\` stands for.`,
        "Completes the slot, whatever happens: where the call fails, its results are all ones.",
        outcome,
        `Returns -11 and leaves the slot alone if it is not \`${take.from.name}\`,`,
        "-71 if it is in none of the states.",
      ].join("\n"),
      [
        { name: "view", type: "DataView" },
        { name: "offset", type: "number" },
        ...common(binding, scope),
      ],
      "Promise<number>",
      [
        `const state: number = ${current};`,
        `if (state !== ${value(take.from.name)}) {`,
        `  return ${scope.call("is", states.enum)}(state) ? ${scope.wire("notReady")} : ${scope.wire("noState")};`,
        "}",
        ...(take.to === undefined
          ? []
          : [`${move}(view, offset, ${value(take.from.name)}, ${value(take.to.name)});`]),
        `const slot = ${scope.wire("snapshot")}(view, offset, ${record.size});`,
        ...(done === undefined
          ? [`return ${call}(slot, view, offset, ops, regions);`]
          : [
              `const status = await ${call}(slot, view, offset, ops, regions);`,
              writeTarget(state, "view", "offset", value(done.to.name), scope),
              "return status;",
            ]),
      ],
    ),
    cases(binding, call, record, { input: "slot", output: "view", base: "offset", record }, scope),
  ].map((statement, index) => (index === 0 ? asAsync(statement) : statement));
}

function words(binding: Binding): string[] {
  const doc = documentation(binding);
  return doc === "" ? [] : [doc, ""];
}

function common(binding: Binding, scope: Scope): { name: string; type: string }[] {
  return [
    { name: "ops", type: scope.type(binding.interface) },
    { name: "regions", type: scope.wire("Regions") },
  ];
}

/** The path of a record's own field. */
function statePath(record: RecordType, name: string): Target["path"] {
  const field = record.fields.find((candidate) => candidate.name === name);
  if (field === undefined) {
    throw new Error(`${record.qualified} has no field ${name}`);
  }
  return { names: [name], offset: field.offset, field };
}

function asAsync(statement: Statement): Statement {
  return typeof statement === "string" ? statement : ({ ...statement, isAsync: true } as Statement);
}

function messageDispatch(binding: Binding, target: Messages, scope: Scope): Statement[] {
  const { request, reply } = target;
  const call = functionName("call", binding);
  const answers = reply === undefined ? [] : [{ name: "reply", type: "DataView" }];
  return [
    asAsync(
      exportedFunction(
        functionName("dispatch", binding),
        [
          ...words(binding),
          `Makes the call that a {@link ${typeName(request)}} stands for.`,
          ...(reply === undefined
            ? []
            : [
                `Fills in the {@link ${typeName(reply)}}, whatever happens:`,
                "where the call fails, its results are all ones.",
              ]),
          outcome,
        ].join("\n"),
        [{ name: "request", type: "DataView" }, ...answers, ...common(binding, scope)],
        "Promise<number>",
        [
          `${finder(request, scope)}(request, undefined, ${request.size}, "${typeName(request)}");`,
          ...(reply === undefined
            ? []
            : [
                `${finder(reply, scope)}(reply, undefined, ${reply.size}, "${typeName(reply)}");`,
                `${scope.wire("clear")}(reply, 0, ${reply.size});`,
                ...encodeFixed(reply, "reply", scope),
              ]),
          `const slot = ${scope.wire("snapshot")}(request, 0, ${request.size});`,
          `return ${call}(slot, ${reply === undefined ? "" : "reply, "}ops, regions);`,
        ],
      ),
    ),
    cases(
      binding,
      call,
      request,
      { input: "slot", output: "reply", base: "0", record: reply },
      scope,
    ),
  ];
}

/** Where a binding's calls read and write. */
export interface Ends {
  readonly input: string;
  readonly output: string;
  readonly base: string;
  /** The record that results go to. */
  readonly record: RecordType | undefined;
}

/** The function that finds the first case whose conditions hold. */
function cases(
  binding: Binding,
  name: string,
  record: RecordType,
  ends: Ends,
  scope: Scope,
): Statement {
  const tested = new Map<string, Target>();
  for (const { conditions } of binding.cases) {
    for (const { field } of conditions) {
      tested.set(field.names.join("_"), follow(record, field));
    }
  }
  const lines = [
    ...[...tested].map(([path, target]) => {
      const value = readTarget(target, "slot", "0", scope);
      const type = target.type.kind === "enum" ? `: ${formOf(target.type)}` : "";
      return `const ${localName(path, bindingLocals)}${type} = ${value};`;
    }),
    ...binding.cases.flatMap((each) => caseOf(each, record, ends, scope)),
    ...failAll(binding, ends, scope),
    `return ${scope.wire("notSupported")};`,
  ];
  const output =
    binding.target.kind === "slot"
      ? [
          { name: "view", type: "DataView" },
          { name: "offset", type: "number" },
        ]
      : ends.record === undefined
        ? []
        : [{ name: "reply", type: "DataView" }];
  const statement = exportedFunction(
    name,
    "",
    [{ name: "slot", type: "DataView" }, ...output, ...common(binding, scope)].map((parameter) => ({
      ...parameter,
      name: mentions(lines, parameter.name) ? parameter.name : `_${parameter.name}`,
    })),
    "Promise<number>",
    lines,
  );
  return { ...(asAsync(statement) as Exclude<Statement, string>), isExported: false } as Statement;
}

function mentions(lines: readonly string[], name: string): boolean {
  return lines.some((line) => new RegExp(`(?<!\\.)\\b${name}\\b(?!\\$)`).test(line));
}

function caseOf(each: BindingCase, record: RecordType, ends: Ends, scope: Scope): string[] {
  const tests = each.conditions.map((condition) => {
    const target = follow(record, condition.field);
    const local = localName(condition.field.names.join("_"), bindingLocals);
    return test(condition, target, local, scope);
  });
  const body = callOf(each, record, ends, scope);
  if (tests.length === 0) {
    return body;
  }
  const line = `if (${tests.join(" && ")}) {`;
  const head =
    line.length <= 98
      ? [line]
      : ["if (", ...indent(tests.map((term, index) => (index === 0 ? term : `&& ${term}`))), ") {"];
  return [...head, ...indent(body), "}"];
}

/**
 * Where no case holds, every field that could be a result is all ones; but of a union, nobody knows
 * which member is there.
 */
function failAll(binding: Binding, ends: Ends, scope: Scope): string[] {
  const { record } = ends;
  if (record === undefined) {
    return [];
  }
  const seen = new Map<string, string>();
  for (const { results } of binding.cases) {
    for (const { field } of results.filter(({ field }) => !passesUnion(record, field.names))) {
      const target = follow(record, field);
      seen.set(
        [field.offset, field.field.size, field.field.bits?.shift].join(":"),
        writeOnes(target, ends, "8", scope),
      );
    }
  }
  return [...seen.values()];
}

/** Stores all ones in as many low bytes as `size` says. */
export function writeOnes(target: Target, ends: Ends, size: string, scope: Scope): string {
  const { type } = target;
  if (type.kind === "bool") {
    return writeTarget(target, ends.output, ends.base, "true", scope);
  }
  const integer = { ...(type.kind === "enum" ? type.integer : type), number: false };
  const wide = integer.bits > 32;
  const ones = `${scope.wire("allOnes")}(${size})`;
  const value = wide
    ? ones
    : `Number(${ones} & ${`0x${"f".repeat(Math.ceil(integer.bits / 4))}`}n)`;
  return writeTarget({ ...target, type: integer }, ends.output, ends.base, value, scope);
}
