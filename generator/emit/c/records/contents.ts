// What a record must contain: functions that initialise it, and that refuse what breaks its rules.
import type { Field, RecordType } from "../../../model.ts";
import { kernelDoc } from "../spell/comments.ts";
import { block, indent, signature } from "../spell/lines.ts";
import { enumerator, literal, recordName } from "../spell/names.ts";
import { accessorName, knownName } from "./accessors.ts";
import renderContents from "./contents.hbs";
import { checkCopy, isEmbedded } from "./embedded.ts";
import { flexibleView, lengthField } from "./flexible.ts";
import {
  indexName,
  innermost,
  insertConstant,
  type Leaf,
  leafAt,
  lengths,
  load,
  loops,
  store,
} from "./leaves.ts";
import { isPackedAt, memberPath } from "./paths.ts";
import { hasFixed, isChecked, isClosed } from "./rules.ts";
import { isFlexible } from "./structs.ts";

/** `init`, and where there is something to refuse `check`, `bytes` and `validate`. */
export function emitContents(record: RecordType): string {
  const name = recordName(record);
  const at = { root: record, names: [], depth: 0 };
  const flexible = record.fields.find((field) => isFlexible(field.type));
  return renderContents({
    initComment: kernelDoc({
      subject: `${record.qualified}_init()`,
      doc: hasFixed(record) ? "All zero, and the fixed fields set." : "All zero.",
    }),
    initHead: signature("static inline void", `${record.qualified}_init`, [`${name} *record`]),
    initBody: block(["memset(record, 0, sizeof(*record));", ...initStatements(record, at)]),
    ...checkView(record, at),
    sized: flexible !== undefined && lengthField(flexible) !== undefined,
    flexible: flexible !== undefined,
    ...(flexible === undefined ? {} : flexibleView(record, flexible)),
  });
}

function checkView(record: RecordType, at: At): object {
  return !isChecked(record)
    ? { checked: false }
    : {
        checked: true,
        checkComment: kernelDoc({
          subject: `${record.qualified}_check()`,
          doc: "Look at the fields that only some values are right for.",
          returns: "0, or -EPROTO when one of them has another value.",
        }),
        checkHead: signature("static inline int", `${record.qualified}_check`, [
          `const ${recordName(record)} *record`,
        ]),
        checkBody: block([...checkStatements(record, at), "", "return 0;"]),
      };
}

/** Where fields are, down from the record that the functions are for. */
interface At {
  readonly root: RecordType;
  readonly names: readonly string[];
  /** Arrays on the way, which loops go through. */
  readonly depth: number;
}

function initStatements(record: RecordType, at: At): readonly string[] {
  return record.fields.flatMap((field) => {
    const own = within(at, field);
    const type = innermost(field.type);
    if (field.fixed !== undefined) {
      return [fixedStatement(own, field.fixed)];
    }
    if (type.kind !== "record" || isFlexible(field.type) || !hasFixed(type.record)) {
      return [];
    }
    return loops(
      lengths(field.type),
      at.depth,
      type.record.anonymousIn !== undefined
        ? initStatements(type.record, own)
        : initNested(type.record, own),
    );
  });
}

function within(at: At, field: Field): At {
  return {
    root: at.root,
    names: [...at.names, field.name],
    depth: at.depth + lengths(field.type).length,
  };
}

function fixedStatement({ root, names }: At, value: bigint): string {
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

function initNested(record: RecordType, { root, names }: At): readonly string[] {
  const place = `record->${memberPath(root, names)}`;
  return isEmbedded(record, isPackedAt(root, names))
    ? [
        "{",
        `    ${recordName(record)} copy;`,
        "",
        `    ${record.qualified}_init(&copy);`,
        `    memcpy(&${place}, &copy, sizeof(copy));`,
        "}",
      ]
    : [`${record.qualified}_init(&${place});`];
}

function checkStatements(record: RecordType, at: At): readonly string[] {
  return record.fields.flatMap((field) => checkField(field, at));
}

function checkField(field: Field, at: At): readonly string[] {
  if (field.reserved) {
    return [];
  }
  const own = within(at, field);
  const type = innermost(field.type);
  if (field.fixed !== undefined) {
    return refuse(`${valueOf(own)} != ${literal(field.fixed)}`);
  }
  if (type.kind === "enum" && isClosed(field)) {
    const known = `${knownName(type.enum)}(${valueOf(own)})`;
    return loops(lengths(field.type), at.depth, refuse(`!${known}`));
  }
  if (type.kind !== "record" || isFlexible(field.type) || !isChecked(type.record)) {
    return [];
  }
  if (type.record.tag !== undefined) {
    return checkTagged(type.record, at, own);
  }
  return loops(
    lengths(field.type),
    at.depth,
    type.record.anonymousIn !== undefined
      ? checkStatements(type.record, own)
      : nestedCheck(type.record, own),
  );
}

/** The call that reads a number, by the indices of the loops. */
function valueOf({ root, names, depth }: At): string {
  const indices = Array.from({ length: depth }, (_, index) => indexName(index));
  return `${accessorName(root, "get", { names })}(${["record", ...indices].join(", ")})`;
}

function nestedCheck(record: RecordType, { root, names }: At): readonly string[] {
  const place = `record->${memberPath(root, names)}`;
  return isEmbedded(record, isPackedAt(root, names))
    ? ["{", ...indent(checkCopy(record, place)), "}"]
    : refuse(`${record.qualified}_check(&${place}) != 0`);
}

/** The member that the tag selects is checked; the others are not there. */
function checkTagged(union: RecordType, before: At, at: At): readonly string[] {
  const tag = union.tag;
  if (tag === undefined) {
    return [];
  }
  const value = valueOf({ ...before, names: [...before.names, tag.field] });
  return tag.members.flatMap(({ field: name, values }) => {
    const field = union.fields.find((candidate) => candidate.name === name);
    const inner = field === undefined ? [] : checkField(field, at);
    if (inner.length === 0) {
      return [];
    }
    const condition = values
      .map((member) => `${value} == ${enumerator(tag.enum, member)}`)
      .join("\n    || ");
    return [`if (${condition}) {`, ...indent(inner), "}"];
  });
}

function refuse(condition: string): readonly string[] {
  return [`if (${condition})`, "    return -EPROTO;"];
}
