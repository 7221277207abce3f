// Constants, enums and record types.
import {
  StructureKind,
  VariableDeclarationKind,
  type PropertySignatureStructure,
  type StatementStructures,
} from "ts-morph";
import type { ConstantDeclaration, Enum, EnumMember, RecordType, Type } from "../../model.ts";
import { constantName, functionName, memberName, typeName } from "./names.ts";
import { isScalar, isWide, scalarType } from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { isBytes, isRaw, isTagged, isVisible, unknownKind } from "./shapes.ts";
import { comment, documentation, indent, spelt } from "./text.ts";

/** What a part of the emitter prints: structures, or text where a structure would print worse. */
export type Statement = StatementStructures | string;

/** `export const name = initializer;` */
export function constant(name: string, initializer: string, words = ""): Statement {
  return {
    kind: StructureKind.VariableStatement,
    isExported: true,
    declarationKind: VariableDeclarationKind.Const,
    docs: words === "" ? [] : [words],
    declarations: [{ name, initializer }],
  };
}

/** A constant of the spec; a bigint if it is not safe as a number. */
export function declareConstant(declared: ConstantDeclaration): Statement {
  const { value, hex } = declared;
  const isSafe =
    value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
  const number = spelt(value, hex) + (isSafe ? "" : "n");
  return constant(constantName(declared), number, documentation(declared));
}

/** An object of named values, each with its comment. */
export function constantObject(
  name: string,
  words: string,
  members: readonly { readonly name: string; readonly value: string; readonly doc: string }[],
): string {
  const lines = members.flatMap((member) => [
    ...comment(member.doc),
    `${memberName(member.name)}: ${member.value},`,
  ]);
  const body = lines.length === 0 ? ["{} as const;"] : ["{", ...indent(lines), "} as const;"];
  const [first = "", ...rest] = body;
  return [...comment(words), `export const ${name} = ${first}`, ...rest].join("\n");
}

/** An enum: its values, its type, and what tells whether a value is one of them. */
export function declareEnum(declared: Enum, scope: Scope): Statement[] {
  const name = typeName(declared);
  const wide = isWide(declared);
  const values = constantObject(
    name,
    documentation(declared),
    declared.members.map((member) => ({
      name: member.name,
      value: memberValue(declared, member),
      doc: documentation(member),
    })),
  );
  const form = wide ? "bigint" : "number";
  const type: Statement = {
    kind: StructureKind.TypeAlias,
    isExported: true,
    name,
    type: declared.flags ? form : `(typeof ${name})[keyof typeof ${name}]`,
  };
  return declared.flags ? [values, type] : [values, type, ...knowing(declared, form, scope)];
}

/** A value of an enum as a literal, in the radix that its member has in the spec. */
export function enumValue(declared: Enum, value: bigint): string {
  const member = declared.members.find((candidate) => candidate.value === value);
  return memberValue(declared, member ?? { value });
}

function memberValue(declared: Enum, member: Pick<EnumMember, "value" | "hex">): string {
  return spelt(member.value, declared.flags || member.hex) + (isWide(declared) ? "n" : "");
}

function knowing(declared: Enum, form: string, scope: Scope): Statement[] {
  const name = typeName(declared);
  const is: Statement = {
    kind: StructureKind.Function,
    isExported: true,
    name: functionName("is", declared),
    docs: [`Whether \`value\` is one of {@link ${name}}.`],
    parameters: [{ name: "value", type: form }],
    returnType: `value is ${name}`,
    statements: `return ${oneOf(declared)};`,
  };
  if (!declared.closed) {
    return [is];
  }
  return [
    is,
    {
      kind: StructureKind.Function,
      isExported: true,
      name: functionName("known", declared),
      docs: [
        `\`value\` as one of {@link ${name}}; a RangeError that names \`name\` if it is none.`,
      ],
      parameters: [
        { name: "value", type: form },
        { name: "name", type: "string" },
      ],
      returnType: name,
      // The condition itself, and not a call of what says it: this is in the path of every codec.
      statements: [
        `if (${oneOf(declared)}) {`,
        `  return value as ${name};`,
        "}",
        `throw ${scope.wire("unknownValue")}(name, value);`,
      ].join("\n"),
    },
  ];
}

/** So many values are compared one by one; more are compared by ranges. */
const fewValues = 5;

/** A condition that holds for the members of an enum, spelt with ranges. */
function oneOf(declared: Enum): string {
  const values = [...new Set(declared.members.map((member) => member.value))].sort((left, right) =>
    left < right ? -1 : 1,
  );
  const ranges: { first: bigint; last: bigint }[] = [];
  for (const value of values) {
    const range = ranges.at(-1);
    if (range !== undefined && value === range.last + 1n) {
      range.last = value;
    } else {
      ranges.push({ first: value, last: value });
    }
  }
  const spellings = new Map(
    declared.members.map((member) => [member.value, memberValue(declared, member)]),
  );
  const spell = (value: bigint): string => spellings.get(value) ?? String(value);
  if (values.length <= fewValues) {
    return anyOf(
      values.map((value) => `value === ${spell(value)}`),
      "",
    );
  }
  const tests = ranges.flatMap(({ first, last }) => {
    if (last <= first + 1n) {
      return first === last
        ? [`value === ${spell(first)}`]
        : [`value === ${spell(first)}`, `value === ${spell(last)}`];
    }
    return [`(value >= ${spell(first)} && value <= ${spell(last)})`];
  });
  const needsWhole = !isWide(declared) && ranges.some((range) => range.last > range.first + 1n);
  return anyOf(tests, needsWhole ? "Number.isInteger(value) && " : "");
}

/** Tests put together with `||`, on one line if they fit, behind a test that must hold as well. */
function anyOf(tests: readonly string[], before: string): string {
  const [only] = tests;
  if (only === undefined || tests.length === 1) {
    return before + (only?.replace(/^\((.*)\)$/, "$1") ?? "false");
  }
  const line = before === "" ? tests.join(" || ") : `${before}(${tests.join(" || ")})`;
  const broken = ["(", ...indent(tests.map((test, at) => (at === 0 ? test : `|| ${test}`))), ")"];
  return line.length <= 85 ? line : before + broken.join("\n");
}

/** The TypeScript type of a field. */
export function typeOf(type: Type, scope: Scope): string {
  if (isScalar(type)) {
    return scalarType(type, scope);
  }
  if (type.kind === "record") {
    return scope.type(type.record);
  }
  if (isBytes(type)) {
    return "Uint8Array";
  }
  const element = typeOf(type.element, scope);
  return element.includes(" ") ? `(${element})[]` : `${element}[]`;
}

/** The type of a record. */
export function declareRecord(record: RecordType, scope: Scope): Statement {
  const words = documentation(record, fallback(record));
  if (isTagged(record)) {
    return taggedUnion(record, words, scope);
  }
  if (isRaw(record)) {
    return {
      kind: StructureKind.TypeAlias,
      isExported: true,
      name: typeName(record),
      docs: [
        words === "" ? `${record.size} bytes, read through one of the union's members.` : words,
      ],
      type: "Uint8Array",
    };
  }
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: typeName(record),
    docs: words === "" ? [] : [words],
    properties: record.fields.filter(isVisible).map((field): PropertySignatureStructure => ({
      kind: StructureKind.PropertySignature,
      name: memberName(field.name),
      type: typeOf(field.type, scope),
      docs: docsOf(documentation(field)),
    })),
  };
}

function docsOf(words: string): string[] {
  return words === "" ? [] : [words];
}

/** What to say of a record that the spec says nothing about. */
function fallback(record: RecordType): string {
  const { anonymousIn, derived } = record;
  if (anonymousIn !== undefined) {
    return `\`${anonymousIn.field}\` of a \`${anonymousIn.record}\`.`;
  }
  return derived === undefined ? "" : `The ${derived.part} of \`${derived.operation}\`.`;
}

function taggedUnion(record: RecordType, words: string, scope: Scope): string {
  const members = record.fields
    .filter(isVisible)
    .map((field) => `| { kind: "${memberName(field.name)}"; value: ${typeOf(field.type, scope)} }`);
  return [
    ...comment(words),
    `export type ${typeName(record)} =`,
    ...indent([...members, `| { kind: "${unknownKind(record)}"; value: Uint8Array };`]),
  ].join("\n");
}
