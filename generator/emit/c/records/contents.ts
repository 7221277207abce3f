// What a record must contain: functions that initialise it, and that refuse what breaks its rules.
import type { Field, RecordType } from "../../../model.ts";
import { kernelDoc } from "../spell/comments.ts";
import { block, signature } from "../spell/lines.ts";
import { enumerator, literal, recordName } from "../spell/names.ts";
import { accessorName, knownName } from "./accessors.ts";
import renderContents from "./contents.hbs";
import { isEmbedded } from "./embedded.ts";
import { flexibleView, lengthField } from "./flexible.ts";
import {
  indexName,
  innermost,
  insertConstant,
  type Leaf,
  leafAt,
  lengths,
  load,
  store,
} from "./leaves.ts";
import { isPackedAt, memberNames } from "./paths.ts";
import { hasFixed, isChecked, isClosed } from "./rules.ts";
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
    checkHead: signature("static inline int", `${record.qualified}_check`, [
      `const ${name} *record`,
    ]),
    checkBody: block([...checkStatements(record, record, []), "", "return 0;"]),
    sized: flexible !== undefined && lengthField(flexible) !== undefined,
    flexible: flexible !== undefined,
    ...(flexible === undefined ? {} : flexibleView(record, flexible)),
  });
}

function initStatements(
  root: RecordType,
  record: RecordType,
  names: readonly string[],
): readonly string[] {
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
  return store(
    leaf.storage,
    place,
    insertConstant(leaf, load(leaf.storage, place), fixedLiteral(leaf, value)),
  );
}

/** A number below zero as the unsigned one that is stored in its place. */
function fixedLiteral(leaf: Leaf, value: bigint): string {
  if (value >= 0n || (leaf.part === undefined && leaf.storage.bits === 8)) {
    return literal(value);
  }
  return leaf.part === undefined
    ? `(uint${leaf.storage.bits}_t)${literal(value)}`
    : literal(BigInt.asUintN(leaf.part.width, value));
}

function initNested(
  root: RecordType,
  field: Field,
  record: RecordType,
  path: readonly string[],
): readonly string[] {
  const indices = lengths(field.type)
    .map((_, depth) => `[${indexName(depth)}]`)
    .join("");
  const place = `record->${memberNames(root, path).join(".")}${indices}`;
  return loops(field, (indentation) =>
    isEmbedded(record, isPackedAt(root, path))
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

function checkStatements(
  root: RecordType,
  record: RecordType,
  names: readonly string[],
): readonly string[] {
  return record.fields.flatMap((field) => checkField(root, field, names));
}

function checkField(root: RecordType, field: Field, names: readonly string[]): readonly string[] {
  if (field.reserved) {
    return [];
  }
  const path = [...names, field.name];
  const type = innermost(field.type);
  if (field.fixed !== undefined) {
    return refuse(
      "",
      `${accessorName(root, "get", { names: path })}(record) != ${literal(field.fixed)}`,
    );
  }
  if (type.kind === "enum" && isClosed(field)) {
    const indices = lengths(field.type).map((_, depth) => indexName(depth));
    const get = accessorName(root, "get", { names: path });
    const value = `${get}(${["record", ...indices].join(", ")})`;
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
  const indices = lengths(field.type)
    .map((_, depth) => `[${indexName(depth)}]`)
    .join("");
  const place = `record->${memberNames(root, path).join(".")}${indices}`;
  return isEmbedded(record, isPackedAt(root, path))
    ? [`${indentation}{`, ...checkCopy(record, place, `${indentation}    `), `${indentation}}`]
    : refuse(indentation, `${record.qualified}_check(&${place}) != 0`);
}

/** Refuses a record that has to be copied first. */
export function checkCopy(
  record: RecordType,
  place: string,
  indentation: string,
): readonly string[] {
  return [
    `${indentation}${recordName(record)} copy;`,
    "",
    `${indentation}memcpy(&copy, &${place}, sizeof(copy));`,
    ...refuse(indentation, `${record.qualified}_check(&copy) != 0`),
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
    const condition = values
      .map((member) => `${value} == ${enumerator(tag.enum, member)}`)
      .join("\n    || ");
    return [`if (${condition}) {`, ...inner.map((line) => (line === "" ? "" : `    ${line}`)), "}"];
  });
}

function refuse(indentation: string, condition: string): readonly string[] {
  return [`${indentation}if (${condition})`, `${indentation}    return -EPROTO;`];
}
