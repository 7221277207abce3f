// The functions that turn a record into a value and back: `decodeX`, `encodeX`, `xBytes`.
import { StructureKind, type OptionalKind, type ParameterDeclarationStructure } from "ts-morph";
import type { BitUnit, RecordType } from "../../model.ts";
import { decodeBody, finder, readType, readUnit, unpackBody } from "./decode.ts";
import {
  byteCount,
  checkLengths,
  countItems,
  encodeBody,
  itemCount,
  packValue,
  writeType,
} from "./encode.ts";
import { constantName, functionName, localName, memberName, typeName } from "./names.ts";
import { isWide, writeInteger } from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { flexibleOf, isRaw, isTagged, isUnit, isVisible, unknownKind } from "./shapes.ts";
import { indent, list, quote } from "./text.ts";
import { constant, enumValue, type Statement } from "./types.ts";

type Parameter = OptionalKind<ParameterDeclarationStructure>;

const viewParameter: Parameter = { name: "view", type: "DataView" };
const offsetParameter: Parameter = { name: "offset", type: "number", hasQuestionToken: true };

/** An exported function. */
export function exportedFunction(
  name: string,
  words: string,
  parameters: readonly Parameter[],
  returnType: string,
  lines: readonly string[],
): Statement {
  return {
    kind: StructureKind.Function,
    isExported: true,
    name,
    docs: words === "" ? [] : [words],
    parameters: [...parameters],
    returnType,
    statements: lines.join("\n"),
  };
}

/** Size, decoder and encoder of a record. */
export function declareCodec(record: RecordType, scope: Scope): Statement[] {
  if (isTagged(record)) {
    return taggedCodec(record, scope);
  }
  const flexible = flexibleOf(record);
  const size = constant(
    constantName(record, "size"),
    String(record.size),
    flexible === undefined
      ? `Bytes of a {@link ${typeName(record)}}.`
      : `Bytes of a {@link ${typeName(record)}} without \`${memberName(flexible.field.name)}\`.`,
  );
  if (isRaw(record)) {
    return [size, ...rawCodec(record, scope)];
  }
  const [unit] = record.units;
  if (isUnit(record) && unit !== undefined) {
    return [size, ...unitCodec(record, unit, scope)];
  }
  return [size, ...structCodec(record, scope)];
}

/** `const at = …;` for a record of fixed size. */
function findRecord(record: RecordType, scope: Scope): string {
  const name = quote(typeName(record));
  return `const at = ${finder(record, scope)}(view, offset, ${record.size}, ${name});`;
}

function decodeWords(record: RecordType): string {
  const shared = record.shared
    ? "\nAnother party may write it meanwhile: every byte is read once."
    : "";
  return `The {@link ${typeName(record)}} in \`view\`, or at \`offset\` in a larger one.${shared}`;
}

function encodeWords(record: RecordType): string {
  const result = flexibleOf(record) === undefined ? "" : " Returns the number of bytes.";
  return [
    `Stores \`value\` in \`view\`, or at \`offset\` in a larger one.${result}`,
    "Integers of up to 32 bits are cut to their width without a check.",
  ].join("\n");
}

function decoder(record: RecordType, lines: readonly string[], scope: Scope): Statement {
  return exportedFunction(
    functionName("decode", record),
    decodeWords(record),
    [viewParameter, offsetParameter],
    scope.type(record),
    lines,
  );
}

function encoder(
  record: RecordType,
  lines: readonly string[],
  scope: Scope,
  result = "void",
): Statement {
  const usesValue = lines.some((line) => /\bvalue\b/.test(line));
  return exportedFunction(
    functionName("encode", record),
    encodeWords(record),
    [
      { name: usesValue ? "value" : "_value", type: scope.type(record) },
      viewParameter,
      offsetParameter,
    ],
    result,
    lines,
  );
}

function structCodec(record: RecordType, scope: Scope): Statement[] {
  const flexible = flexibleOf(record);
  const name = quote(typeName(record));
  if (flexible === undefined) {
    const decoding = decodeBody(record, scope);
    const encoding = encodeBody(record, scope);
    const find = findRecord(record, scope);
    return [
      decoder(
        record,
        [usesAt(decoding) ? find : find.slice("const at = ".length), ...decoding],
        scope,
      ),
      encoder(
        record,
        [usesAt(encoding) ? find : find.slice("const at = ".length), ...encoding],
        scope,
      ),
    ];
  }
  const start = scope.wire(record.size === 0 ? "roomAt" : "headAt");
  const head = `const at = ${start}(view, offset ?? 0, ${record.size}, ${name});`;
  const countName = constantName(record, "bytes");
  return [
    exportedFunction(
      countName,
      `Bytes of \`value\` when encoded.`,
      [{ name: "value", type: scope.type(record) }],
      "number",
      [`return ${byteCount(record, itemCount(record))};`],
    ),
    decoder(record, [head, ...decodeBody(record, scope)], scope),
    encoder(
      record,
      [
        countItems(record),
        ...checkLengths(record, scope),
        `const size = ${byteCount(record)};`,
        `const at = ${finder(record, scope)}(view, offset, size, ${name});`,
        ...encodeBody(record, scope),
        "return size;",
      ],
      scope,
      "number",
    ),
  ];
}

/** An expression as an operand: one that one pair of parentheses encloses already needs no other. */
function grouped(text: string): string {
  return /^\([^()]*\)$/.test(text) ? text : `(${text})`;
}

function usesAt(lines: readonly string[]): boolean {
  return lines.some((line) => /\bat\b/.test(line));
}

/** A record that is one integer has `unpackX` and `packX` besides. */
function unitCodec(record: RecordType, unit: BitUnit, scope: Scope): Statement[] {
  const form = unit.integer.bits > 32 ? "bigint" : "number";
  const place = { view: "view", position: "at", name: `${typeName(record)}.${unit.name}` };
  const terms = packValue(record, unit, scope);
  const whole = terms.join(" | ");
  const packed = form === "number" && unit.integer.bits === 32 ? `${grouped(whole)} >>> 0` : whole;
  const lines =
    packed.length <= 88 || terms.length < 2
      ? [`return ${packed};`]
      : [
          "return (",
          ...terms.map((term, index) => `  ${index === 0 ? "" : "| "}${term}`),
          packed === whole ? ");" : ") >>> 0;",
        ];
  const pack = functionName("pack", record);
  const isEmpty = !record.fields.some(isVisible);
  return [
    exportedFunction(
      functionName("unpack", record),
      "The parts of the integer `bits`.",
      [{ name: "bits", type: form }],
      scope.type(record),
      unpackBody(record, unit, scope),
    ),
    exportedFunction(
      pack,
      "The integer that has these parts.",
      [{ name: isEmpty ? "_value" : "value", type: scope.type(record) }],
      form,
      lines,
    ),
    decoder(
      record,
      [
        findRecord(record, scope),
        readUnit(record, { ...unit, name: "bits" }, scope),
        `return ${functionName("unpack", record)}(bits);`,
      ],
      scope,
    ),
    encoder(
      record,
      [findRecord(record, scope), writeInteger(unit.integer, place, `${pack}(value)`, scope)],
      scope,
    ),
  ];
}

/** Untagged unions are their bytes. */
function rawCodec(record: RecordType, scope: Scope): Statement[] {
  const name = quote(typeName(record));
  return [
    decoder(
      record,
      [findRecord(record, scope), `return ${scope.wire("readBytes")}(view, at, ${record.size});`],
      scope,
    ),
    encoder(
      record,
      [
        `${scope.wire("expectCount")}(value.length, ${record.size}, ${name});`,
        findRecord(record, scope),
        `${scope.wire("writeBytes")}(view, at, value);`,
      ],
      scope,
    ),
  ];
}

/** Tagged unions are read and written by the record around them, which has the tag. */
function taggedCodec(
  record: RecordType & { readonly tag: NonNullable<RecordType["tag"]> },
  scope: Scope,
): Statement[] {
  const { tag, size } = record;
  const form = isWide(tag.enum) ? "bigint" : "number";
  const parameters: Parameter[] = [
    viewParameter,
    { name: "at", type: "number" },
    { name: "tag", type: form },
  ];
  const members = tag.members.flatMap(({ field: name, values }) => {
    const field = record.fields.find((candidate) => candidate.name === name);
    return field === undefined || values.length === 0 ? [] : [{ field, values }];
  });
  const kind = unknownKind(record);
  const name = typeName(record);
  const decoding = members.flatMap(({ field, values }) => {
    const reading = readType(
      field.type,
      localName(field.name),
      "at",
      `${name}.${field.name}`,
      0,
      scope,
    );
    const result = `return { kind: "${memberName(field.name)}", value: ${reading.value} };`;
    const labels = values.map((value) => `case ${enumValue(tag.enum, value.value)}:`);
    return reading.lines.length === 0
      ? [...labels, `  ${result}`]
      : [...labels.slice(0, -1), `${labels.at(-1)} {`, ...indent([...reading.lines, result]), "}"];
  });
  const encoding = members.flatMap(({ field, values }) => {
    const allowed = values.map((value) => `tag === ${enumValue(tag.enum, value.value)}`);
    const store = writeType(field.type, "value.value", "at", `${name}.${field.name}`, 0, scope);
    const fill =
      field.size < size
        ? [`${scope.wire("clear")}(view, at + ${field.size}, ${size - field.size});`]
        : [];
    const needsBlock = store.some((line) => line.startsWith("const "));
    return [
      `case "${memberName(field.name)}":${needsBlock ? " {" : ""}`,
      ...indent([
        `${scope.wire("expectKind")}(${allowed.join(" || ")}, ${quote(name)}, value.kind, tag);`,
        ...store,
        ...fill,
        "return;",
      ]),
      ...(needsBlock ? ["}"] : []),
    ];
  });
  const known = members.flatMap(({ values }) =>
    values.map((value) => enumValue(tag.enum, value.value)),
  );
  return [
    exportedFunction(
      functionName("decode", record),
      `The member that \`tag\` selects.`,
      parameters,
      scope.type(record),
      [
        "switch (tag) {",
        ...indent([
          ...decoding,
          "default:",
          `  return { kind: "${kind}", value: ${scope.wire("readBytes")}(view, at, ${size}) };`,
        ]),
        "}",
      ],
    ),
    exportedFunction(
      functionName("encode", record),
      `Stores the member that \`tag\` selects; a RangeError if \`value\` is another one.`,
      [{ name: "value", type: scope.type(record) }, ...parameters],
      "void",
      [
        "switch (value.kind) {",
        ...indent([
          ...encoding,
          "default: {",
          ...indent([
            ...list("const known = [", known, "];", 6),
            `${scope.wire("expectKind")}(!known.includes(tag), ${quote(name)}, value.kind, tag);`,
            `${scope.wire("expectCount")}(value.value.length, ${size}, ${quote(name)});`,
            `${scope.wire("writeBytes")}(view, at, value.value);`,
          ]),
          "}",
        ]),
        "}",
      ],
    ),
  ];
}
