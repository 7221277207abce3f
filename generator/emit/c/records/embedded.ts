// Records that lie at any address in a packed one: no pointer to them is safe, so they are copied.
import type { ArrayLength, RecordType } from "../../../model.ts";
import renderFunctions from "../functions.hbs";
import { kernelDoc } from "../spell/comments.ts";
import { block, signature } from "../spell/lines.ts";
import { memberName, recordName } from "../spell/names.ts";
import { accessorName, bounds, withoutIndices } from "./accessors.ts";
import { indexName, innermost, isBitsGroup, join, lengths } from "./leaves.ts";

/** A record in a packed one, which asks for more alignment than it gets. */
export interface Embedded {
  readonly names: readonly string[];
  /** The C members, with `[index]` where an array is on the way. */
  readonly path: string;
  readonly arrays: readonly ArrayLength[];
  readonly type: RecordType;
}

/** `get` and `set` of every record that may not be pointed to. */
export function emitEmbedded(record: RecordType): string {
  const found = embeddedIn(record);
  return found.length === 0
    ? ""
    : renderFunctions({
        functions: found.flatMap((each) => [getter(record, each), setter(record, each)]),
      });
}

function embeddedIn(
  record: RecordType,
  before: Omit<Embedded, "type"> = { names: [], path: "", arrays: [] },
  packed = record.packed,
): readonly Embedded[] {
  return record.fields.flatMap((field) => {
    const type = innermost(field.type);
    if (type.kind !== "record" || field.reserved) {
      return [];
    }
    const own = lengths(field.type);
    const indices = own.map((_, depth) => `[${indexName(before.arrays.length + depth)}]`).join("");
    const place = {
      names: [...before.names, field.name],
      path: join(before.path, memberName(field)) + indices,
      arrays: [...before.arrays, ...own],
    };
    if (type.record.anonymousIn !== undefined) {
      return embeddedIn(type.record, place, packed || type.record.packed);
    }
    return isEmbedded(type.record, packed) ? [{ ...place, type: type.record }] : [];
  });
}

/** Whether a record that lies in another cannot be pointed to. */
export function isEmbedded(record: RecordType, packed: boolean): boolean {
  return packed && record.align > 1 && record.size > 0 && !isBitsGroup(record);
}

/** Statements that refuse a record, of which they check a copy. */
export function checkCopy(record: RecordType, place: string): readonly string[] {
  return [
    `${recordName(record)} copy;`,
    "",
    `memcpy(&copy, &${place}, sizeof(copy));`,
    `if (${record.qualified}_check(&copy) != 0)`,
    "    return -EPROTO;",
  ];
}

function getter(record: RecordType, { names, path, arrays, type }: Embedded): object {
  const name = accessorName(record, "get", { names });
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc: `A copy of @${withoutIndices({ path, arrays })}, which may not be aligned.`,
    }),
    head: signature(`static inline ${recordName(type)}`, name, [
      `const ${recordName(record)} *record`,
      ...arrays.map((_, depth) => `size_t ${indexName(depth)}`),
    ]),
    body: block([
      `${recordName(type)} copy;`,
      "",
      ...bounds(record, { arrays }),
      `memcpy(&copy, &record->${path}, sizeof(copy));`,
      "",
      "return copy;",
    ]),
  };
}

function setter(record: RecordType, { names, path, arrays, type }: Embedded): object {
  const name = accessorName(record, "set", { names });
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc: `Stores @${withoutIndices({ path, arrays })}, which may not be aligned.`,
    }),
    head: signature("static inline void", name, [
      `${recordName(record)} *record`,
      ...arrays.map((_, depth) => `size_t ${indexName(depth)}`),
      `${recordName(type)} value`,
    ]),
    body: block([
      ...bounds(record, { arrays }),
      `memcpy(&record->${path}, &value, sizeof(value));`,
    ]),
  };
}
