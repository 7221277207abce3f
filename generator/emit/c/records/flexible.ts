// Records whose length is in them, or is that of their buffer.
import type { ArrayType, Field, RecordType } from "../../../model.ts";
import { kernelDoc } from "../spell/comments.ts";
import { block, indent, signature } from "../spell/lines.ts";
import { memberName, recordName } from "../spell/names.ts";
import { accessorName, getter, knownName } from "./accessors.ts";
import { checkCopy, isEmbedded } from "./embedded.ts";
import { indexName, innermost, leafAt, lengths, loops, valueType } from "./leaves.ts";
import { hasStrange, isChecked } from "./rules.ts";

/** What the template says of a record with a flexible array. */
export function flexibleView(record: RecordType, field: Field): object {
  const name = recordName(record);
  const length = lengthField(field);
  return {
    bytesComment: kernelDoc({
      subject: `${record.qualified}_bytes()`,
      doc: "Size with the elements of the flexible array, by a length that has been validated.",
    }),
    bytesHead: signature("static inline size_t", `${record.qualified}_bytes`, [
      `const ${name} *record`,
    ]),
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
  const elements = elementChecks(record, field);
  const counted =
    length.kind === "field" ||
    elements.length > 0 ||
    length.kind === "fixed" ||
    length.max !== undefined;
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
    lines.push(
      `if (count > (have - sizeof(*record))${stride === 1 ? "" : ` / ${stride}`})`,
      "    return -EMSGSIZE;",
    );
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
function elementChecks(record: RecordType, field: Field): readonly string[] {
  const element = innermost(field.type);
  const [, ...inner] = lengths(field.type);
  const indices = ["at", ...inner.map((_, depth) => indexName(depth + 1))];
  const statements = ((): readonly string[] => {
    if (element.kind === "enum" && hasStrange(element.enum, element.integer.bits)) {
      const get = accessorName(record, "get", { names: [field.name] });
      const value = `${get}(${["record", ...indices].join(", ")})`;
      return [`if (!${knownName(element.enum)}(${value}))`, "    return -EPROTO;"];
    }
    if (element.kind === "record" && isChecked(element.record)) {
      const place = `record->${memberName(field)}${indices.map((name) => `[${name}]`).join("")}`;
      return isEmbedded(element.record, record.packed)
        ? checkCopy(element.record, place)
        : [`if (${element.record.qualified}_check(&${place}) != 0)`, "    return -EPROTO;"];
    }
    return [];
  })();
  const lines = loops(inner, 1, statements);
  return lines.length === 0 ? [] : ["for (at = 0; at < count; at++) {", ...indent(lines), "}"];
}

/** The field that holds the array's length, if one does. */
export function lengthField(field: Field): string | undefined {
  const type = field.type;
  return type.kind === "array" && type.length.kind === "field" ? type.length.field : undefined;
}

function strideOf(field: Field): number {
  return field.type.kind === "array" ? field.type.stride : 1;
}
