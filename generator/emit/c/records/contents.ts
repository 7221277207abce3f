// What a record must contain: functions that initialise it and functions that refuse what breaks its rules.
import type { ArrayType, Field, RecordType, Type } from "../../../model.ts";
import { kernelDoc } from "../spell/comments.ts";
import { block, signature } from "../spell/lines.ts";
import { enumerator, literal, memberName, recordName } from "../spell/names.ts";
import { accessorName, getter, isComplete, knownName } from "./accessors.ts";
import renderContents from "./contents.hbs";
import {
  indexName,
  innermost,
  insertConstant,
  leafAt,
  lengths,
  load,
  store,
  valueType,
} from "./leaves.ts";
import { isFlexible } from "./structs.ts";

/** `init`, and where there is something to refuse `check`, `bytes` and `validate`. */
export function emitContents(record: RecordType): string {
  const name = recordName(record);
  const flexible = record.fields.find((field) => isFlexible(field.type));
  return renderContents({
    initComment: kernelDoc({
      subject: `${record.qualified}_init()`,
      doc: hasFixed(record) ? "All zero, and the fixed fields set." : "All zero.",
    }),
    initHead: signature("static inline void", `${record.qualified}_init`, [`${name} *record`]),
    initBody: block(["memset(record, 0, sizeof(*record));", ...initStatements(record, record, [])]),
    checked: isChecked(record),
    checkComment: kernelDoc({
      subject: `${record.qualified}_check()`,
      doc: "Look at the fields that only some values are right for.",
      returns: "0, or -EPROTO when one of them has another value.",
    }),
    checkHead: signature("static inline int", `${record.qualified}_check`, [`const ${name} *record`]),
    checkBody: block([...checkStatements(record, record, []), "", "return 0;"]),
    sized: flexible !== undefined && lengthField(flexible) !== undefined,
    flexible: flexible !== undefined,
    ...(flexible === undefined ? {} : flexibleView(record, flexible)),
  });
}

function flexibleView(record: RecordType, field: Field): object {
  const name = recordName(record);
  const length = lengthField(field);
  return {
    bytesComment: kernelDoc({
      subject: `${record.qualified}_bytes()`,
      doc: "Size with the elements of the flexible array, by a length that has been validated.",
    }),
    bytesHead: signature("static inline size_t", `${record.qualified}_bytes`, [`const ${name} *record`]),
    bytesBody: block([
      `size_t count = ${record.qualified}_get_${length ?? ""}(record);`,
      "",
      `return sizeof(*record) + count${strideOf(field) === 1 ? "" : ` * ${strideOf(field)}`};`,
    ]),
    validateComment: kernelDoc({
      subject: `${record.qualified}_validate()`,
      doc: "Whether a buffer, private and aligned, holds a whole record.",
      members: [
        { name: "buffer", text: "where the record starts" },
        { name: "have", text: "bytes that are there" },
      ],
      returns: "0, -EMSGSIZE when it needs more bytes, or -EPROTO when its contents are wrong.",
    }),
    validateHead: signature("static inline int", `${record.qualified}_validate`, [
      "const void *buffer",
      "size_t have",
    ]),
    validateBody: block(validateStatements(record, field)),
  };
}

function validateStatements(record: RecordType, field: Field): readonly string[] {
  const { length } = field.type as ArrayType;
  const stride = strideOf(field);
  const name = recordName(record);
  const lines = [`const ${name} *record = (const ${name} *)buffer;`];
  const elements = elementChecks(field);
  const counted = length.kind === "field" || elements.length > 0 || length.kind === "fixed" || length.max !== undefined;
  if (length.kind === "field") {
    const leaf = leafAt(record, [length.field]);
    lines.push(
      `${valueType(leaf)} count;`,
      ...(elements.length > 0 ? ["size_t at;"] : []),
      "",
      "if (have < sizeof(*record))",
      "    return -EMSGSIZE;",
      `count = ${getter(record, leaf)}(record);`,
    );
    const most = 2n ** BigInt(leaf.part?.width ?? leaf.storage.bits) - 1n;
    if (length.max !== undefined && BigInt(length.max) < most) {
      lines.push(`if (count > ${length.max})`, "    return -EPROTO;");
    }
    lines.push(`if (count > (have - sizeof(*record))${stride === 1 ? "" : ` / ${stride}`})`, "    return -EMSGSIZE;");
  } else {
    lines.push(
      ...(counted ? ["size_t count;"] : []),
      ...(elements.length > 0 ? ["size_t at;"] : []),
      "",
      ...(record.size === 0 ? [] : ["if (have < sizeof(*record))", "    return -EMSGSIZE;"]),
    );
    if (stride > 1) {
      lines.push(`if ((have - sizeof(*record)) % ${stride} != 0)`, "    return -EMSGSIZE;");
    }
    if (counted) {
      lines.push(`count = (have - sizeof(*record))${stride === 1 ? "" : ` / ${stride}`};`);
    }
    if (length.kind === "rest" && length.max !== undefined) {
      lines.push(`if (count > ${length.max})`, "    return -EPROTO;");
    }
  }
  lines.push(...elements);
  if (isChecked(record)) {
    return [...lines, "", `return ${record.qualified}_check(record);`];
  }
  return [...lines, "", ...(usesRecord(lines) ? [] : ["(void)record;"]), "return 0;"];
}

function usesRecord(lines: readonly string[]): boolean {
  return lines.slice(1).some((line) => /\brecord\b/.test(line));
}

/** The loop that checks the elements of a flexible array. */
function elementChecks(field: Field): readonly string[] {
  const element = innermost(field.type);
  const member = memberName(field);
  if (element.kind === "record" && isChecked(element.record)) {
    return [
      "for (at = 0; at < count; at++) {",
      `    if (${element.record.qualified}_check(&record->${member}[at]) != 0)`,
      "        return -EPROTO;",
      "}",
    ];
  }
  return [];
}

function lengthField(field: Field): string | undefined {
  const type = field.type;
  return type.kind === "array" && type.length.kind === "field" ? type.length.field : undefined;
}

function strideOf(field: Field): number {
  return field.type.kind === "array" ? field.type.stride : 1;
}

/** Whether the record has a field with only one right value, nested ones included. */
export function hasFixed(record: RecordType): boolean {
  return (
    !record.union &&
    record.fields.some((field) => {
      const type = innermost(field.type);
      return field.fixed !== undefined || (!isFlexible(field.type) && type.kind === "record" && hasFixed(type.record));
    })
  );
}

/** Whether there is something that `check` can refuse. */
export function isChecked(record: RecordType): boolean {
  if (record.union && record.tag === undefined) {
    return false;
  }
  return record.fields.some((field) => {
    const type = innermost(field.type);
    return (
      !field.reserved &&
      (field.fixed !== undefined ||
        (!isFlexible(field.type) && type.kind === "record" && isChecked(type.record)) ||
        isClosed(field))
    );
  });
}

/** Whether the field's type is a closed enum that does not name every value of its width. */
function isClosed(field: Field): boolean {
  const type = innermost(field.type);
  return (
    type.kind === "enum" &&
    type.enum.closed &&
    !isComplete(type.enum, field.bits?.width ?? type.integer.bits) &&
    !isFlexible(field.type)
  );
}

function initStatements(root: RecordType, record: RecordType, names: readonly string[]): readonly string[] {
  return record.fields.flatMap((field) => {
    const path = [...names, field.name];
    const type = innermost(field.type);
    if (field.fixed !== undefined) {
      return [fixedStatement(root, path, field.fixed)];
    }
    if (type.kind !== "record" || isFlexible(field.type) || !hasFixed(type.record)) {
      return [];
    }
    return type.record.anonymousIn !== undefined && field.type.kind === "record"
      ? initStatements(root, type.record, path)
      : initNested(root, field, type.record, path);
  });
}

function fixedStatement(root: RecordType, names: readonly string[], value: bigint): string {
  const leaf = leafAt(root, names);
  const place = `record->${leaf.path}`;
  return store(leaf.storage, place, insertConstant(leaf, load(leaf.storage, place), literal(value)));
}

function initNested(root: RecordType, field: Field, record: RecordType, path: readonly string[]): readonly string[] {
  const indices = lengths(field.type).map((_, depth) => `[${indexName(depth)}]`).join("");
  const place = `record->${memberNames(root, path).join(".")}${indices}`;
  return loops(field, (indentation) =>
    isPackedAt(root, path) && record.align > 1
      ? [
          `${indentation}{`,
          `${indentation}    ${recordName(record)} copy;`,
          "",
          `${indentation}    ${record.qualified}_init(&copy);`,
          `${indentation}    memcpy(&${place}, &copy, sizeof(copy));`,
          `${indentation}}`,
        ]
      : [`${indentation}${record.qualified}_init(&${place});`],
  );
}

/** Wraps statements in a loop per dimension of a field of fixed length. */
function loops(field: Field, inner: (indentation: string) => readonly string[]): readonly string[] {
  const dimensions = lengths(field.type);
  const heads = dimensions.map((length, depth) => {
    const index = indexName(depth);
    const count = length.kind === "fixed" ? length.count : 0;
    return `${"    ".repeat(depth)}for (size_t ${index} = 0; ${index} < ${count}; ${index}++) {`;
  });
  const tails = dimensions.map((_, depth) => `${"    ".repeat(depth)}}`).reverse();
  return [...heads, ...inner("    ".repeat(dimensions.length)), ...tails];
}

function checkStatements(root: RecordType, record: RecordType, names: readonly string[]): readonly string[] {
  return record.fields.flatMap((field) => checkField(root, field, names));
}

function checkField(root: RecordType, field: Field, names: readonly string[]): readonly string[] {
  if (field.reserved) {
    return [];
  }
  const path = [...names, field.name];
  const type = innermost(field.type);
  if (field.fixed !== undefined) {
    return refuse("", `${accessorName(root, "get", { names: path })}(record) != ${literal(field.fixed)}`);
  }
  if (type.kind === "enum" && isClosed(field)) {
    const indices = lengths(field.type).map((_, depth) => indexName(depth));
    const value = `${accessorName(root, "get", { names: path })}(${["record", ...indices].join(", ")})`;
    return loops(field, (indentation) => refuse(indentation, `!${knownName(type.enum)}(${value})`));
  }
  if (type.kind !== "record" || isFlexible(field.type) || !isChecked(type.record)) {
    return [];
  }
  if (type.record.tag !== undefined) {
    return checkTagged(root, type.record, names, path);
  }
  if (type.record.anonymousIn !== undefined && field.type.kind === "record") {
    return checkStatements(root, type.record, path);
  }
  return loops(field, (indentation) => nestedCheck(root, field, type.record, path, indentation));
}

function nestedCheck(
  root: RecordType,
  field: Field,
  record: RecordType,
  path: readonly string[],
  indentation: string,
): readonly string[] {
  const indices = lengths(field.type).map((_, depth) => `[${indexName(depth)}]`).join("");
  const place = `record->${memberNames(root, path).join(".")}${indices}`;
  if (!isPackedAt(root, path) || record.align === 1) {
    return refuse(indentation, `${record.qualified}_check(&${place}) != 0`);
  }
  return [
    `${indentation}{`,
    `${indentation}    ${recordName(record)} copy;`,
    "",
    `${indentation}    memcpy(&copy, &${place}, sizeof(copy));`,
    ...refuse(`${indentation}    `, `${record.qualified}_check(&copy) != 0`),
    `${indentation}}`,
  ];
}

/** The member that the tag selects is checked; the others are not there. */
function checkTagged(
  root: RecordType,
  union: RecordType,
  before: readonly string[],
  path: readonly string[],
): readonly string[] {
  const tag = union.tag;
  if (tag === undefined) {
    return [];
  }
  const value = `${accessorName(root, "get", { names: [...before, tag.field] })}(record)`;
  return tag.members.flatMap(({ field: name, values }) => {
    const field = union.fields.find((candidate) => candidate.name === name);
    const inner = field === undefined ? [] : checkField(root, field, path);
    if (inner.length === 0) {
      return [];
    }
    const condition = values.map((member) => `${value} == ${enumerator(tag.enum, member)}`).join("\n    || ");
    return [`if (${condition}) {`, ...inner.map((line) => (line === "" ? "" : `    ${line}`)), "}"];
  });
}

function refuse(indentation: string, condition: string): readonly string[] {
  return [`${indentation}if (${condition})`, `${indentation}    return -EPROTO;`];
}

/** The C members along a path of the spec's names. */
export function memberNames(record: RecordType, names: readonly string[]): readonly string[] {
  const members: string[] = [];
  let current: RecordType | undefined = record;
  for (const name of names) {
    const field: Field | undefined = current?.fields.find((candidate) => candidate.name === name);
    if (field === undefined) {
      throw new Error(`${record.name} has no field ${names.join(".")}`);
    }
    members.push(memberName(field));
    const type = innermost(field.type);
    current = type.kind === "record" ? type.record : undefined;
  }
  return members;
}

/** Whether a record on the way to the path's last name is packed. */
export function isPackedAt(record: RecordType, names: readonly string[]): boolean {
  let current: RecordType | undefined = record;
  let packed = false;
  for (const name of names) {
    packed ||= current?.packed ?? false;
    const field: Field | undefined = current?.fields.find((candidate) => candidate.name === name);
    const inner: Type | undefined = field === undefined ? undefined : innermost(field.type);
    current = inner?.kind === "record" ? inner.record : undefined;
  }
  return packed;
}
