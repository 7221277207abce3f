// A program that checks the spec's examples against the C made from the same spec.
import type { Example, RecordType, Type, Value } from "../../model.ts";
import { assignments, byteList, expectations, type Place } from "./example-values.ts";
import renderExamples from "./examples.hbs";
import { innermost, leavesOf } from "./records/leaves.ts";
import { isChecked } from "./records/rules.ts";
import { isFlexible } from "./records/structs.ts";
import { oneLine } from "../text.ts";
import { remark } from "./spell/comments.ts";
import { block, fold } from "./spell/lines.ts";
import { recordName } from "./spell/names.ts";

/** The program's text. */
export function emitExamples(path: string, header: string, examples: readonly Example[]): string {
  return renderExamples({
    path,
    header,
    examples: examples.map((example, index) => ({
      name: `example_${index + 1}`,
      comment: remark(
        example.doc === ""
          ? `Example ${index + 1}, of ${example.record.name}.`
          : oneLine(example.doc),
      ),
      bytes: byteList(example.bytes, "        "),
      length: Math.max(example.bytes.length, 1),
      body: block(
        example.expected.kind === "value"
          ? goodExample(example, example.expected.value)
          : badExample(example, example.expected.text),
      ),
    })),
    total: fold(
      `    int failures = ${examples.map((_, index) => `example_${index + 1}()`).join(" + ")};`,
    ),
  });
}

function goodExample(example: Example, value: Value): readonly string[] {
  const { record } = example;
  const name = recordName(record);
  const flexible = record.fields.some((field) => isFlexible(field.type));
  const place: Place = {
    owner: record,
    pointer: "record",
    base: "record->",
    names: [],
    indices: [],
    depth: 0,
  };
  const built: Place = { ...place, pointer: "built", base: "built->" };
  const counted = record.fields.some(
    ({ type }) => type.kind === "array" && type.length.kind === "field",
  );
  return [
    ...hostOrder(record),
    ...aligned(name, "uint8_t source[sizeof(bytes)];"),
    ...aligned(name, "uint8_t target[sizeof(bytes)] = { 0 };"),
    `const ${name} *record = (const ${name} *)source;`,
    `${name} *built = (${name} *)target;`,
    "int failures = 0;",
    "",
    flexible ? "if (sizeof(bytes) < sizeof(*record))" : "if (sizeof(bytes) != sizeof(*record))",
    "    return 1;",
    "memcpy(source, bytes, sizeof(bytes));",
    ...(flexible ? [`failures += ${record.qualified}_validate(source, sizeof(source)) != 0;`] : []),
    ...(flexible && counted
      ? [`failures += ${record.qualified}_bytes(record) != sizeof(source);`]
      : []),
    ...(isChecked(record) && !record.union
      ? [`failures += ${record.qualified}_check(record) != 0;`]
      : []),
    ...expectations(place, value),
    "",
    ...(record.union ? [] : [`${record.qualified}_init(built);`]),
    ...assignments(built, value),
    "failures += memcmp(target, bytes, sizeof(bytes)) != 0;",
    "",
    "return failures;",
  ];
}

/** C refuses what `check` and `validate` refuse, but no number as too large for JavaScript. */
function badExample(example: Example, text: string): readonly string[] {
  const { record } = example;
  const name = recordName(record);
  const flexible = record.fields.some((field) => isFlexible(field.type));
  const onlyScript = leavesOf(record).some(
    ({ field, names }) => isNumber(field.type) && text.includes(names.at(-1) ?? text),
  );
  const copy = [
    ...aligned(name, "uint8_t source[sizeof(bytes)];"),
    `const ${name} *record = (const ${name} *)source;`,
  ];
  if (flexible) {
    const counted = record.fields.some(
      ({ type }) => type.kind === "array" && type.length.kind === "field",
    );
    return [
      ...hostOrder(record),
      ...copy,
      "",
      "memcpy(source, bytes, sizeof(bytes));",
      `if (${record.qualified}_validate(source, ${example.bytes.length}) != 0)`,
      "    return 0;",
      counted
        ? `return ${record.qualified}_bytes(record) == ${example.bytes.length};`
        : "return record != NULL;",
    ];
  }
  if (example.bytes.length !== record.size) {
    return [`return ${example.bytes.length} == sizeof(${name}) || sizeof(bytes) == 0;`];
  }
  if (onlyScript || !isChecked(record)) {
    return ["return sizeof(bytes) == 0;"];
  }
  return [
    ...hostOrder(record),
    ...copy,
    "",
    "memcpy(source, bytes, sizeof(bytes));",
    "",
    `return ${record.qualified}_check(record) == 0;`,
  ];
}

function isNumber(type: Type): boolean {
  const inner = innermost(type);
  return inner.kind === "integer" && inner.number;
}

/** Bytes in the host's order are written down as a little-endian host has them. */
function hostOrder(record: RecordType): readonly string[] {
  return hasHostOrder(record)
    ? [
        "/* The bytes are those of a little-endian host. */",
        "if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)",
        "    return 0;",
        "",
      ]
    : [];
}

function hasHostOrder(record: RecordType): boolean {
  return (
    record.units.some(({ integer }) => integer.bits > 8 && integer.order === "host") ||
    record.fields.some((field) => {
      const type = innermost(field.type);
      return type.kind === "record"
        ? hasHostOrder(type.record)
        : type.kind !== "bool" && (type.kind === "enum" ? type.integer : type).order === "host";
    })
  );
}

/** Bytes that may be looked at as a record; on two lines where the name is long. */
function aligned(record: string, declaration: string): readonly string[] {
  const line = `_Alignas(${record}) ${declaration}`;
  return line.length <= 76 ? [line] : [`_Alignas(${record})`, declaration];
}
