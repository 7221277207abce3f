// Where the registers of a map lie: inside it, and apart from each other, gaps between them or not.

import { diagnostic } from "./diagnostics.ts";
import type { Written } from "./draft.ts";
import type { RegisterDraft } from "./registers.ts";
import type { Scope } from "./scope.ts";

/** Registers lie inside the map and apart from each other; arrays may lie in each other's gaps. */
export function checkPlaces(
  drafts: readonly RegisterDraft[],
  size: Written<number>,
  scope: Scope,
): void {
  const ordered = [...drafts].sort((a, b) => a.offset.value - b.offset.value);
  let open: readonly RegisterDraft[] = [];
  for (const register of ordered) {
    const start = register.offset.value;
    const end = start + register.extent;
    const name = register.node.name.text;
    if (end > size.value) {
      scope.report(
        diagnostic("register-outside", register.offset.span, { name, end, size: size.value }, {
          notes: [{ span: size.span, text: "the size of the map" }],
        }),
      );
    }
    open = open.filter((earlier) => earlier.offset.value + earlier.extent > start);
    const other = open.find((earlier) => overlap(rowOf(earlier), rowOf(register)));
    if (other !== undefined) {
      const { text } = other.node.name;
      scope.report(
        diagnostic("register-overlap", register.offset.span, { name, other: text }, {
          notes: [{ span: other.offset.span, text: `'${text}' is here` }],
        }),
      );
    }
    open = [...open, register];
  }
}

/** Equal runs of bytes at equal distances; a single register is a row of one. */
interface Row {
  readonly start: number;
  readonly width: number;
  readonly stride: number;
  readonly count: number;
}

function rowOf({ offset, size, extent, shape }: RegisterDraft): Row {
  return shape.kind === "array" && shape.stride > size
    ? { start: offset.value, width: size, stride: shape.stride, count: shape.count }
    : { start: offset.value, width: extent, stride: extent, count: 1 };
}

function overlap(one: Row, other: Row): boolean {
  const [few, many] = one.count <= other.count ? [one, other] : [other, one];
  // After so many elements their places between those of the other row repeat.
  const different = many.stride / greatestDivisor(few.stride, many.stride);
  const first = Math.max(0, Math.ceil((many.start - few.start - few.width + 1) / few.stride));
  const last = Math.min(few.count, first + different);
  for (let index = first; index < last; index++) {
    if (touches(many, few.start + index * few.stride, few.width)) {
      return true;
    }
  }
  return false;
}

/** Whether some element of a row has one of the bytes. */
function touches({ start, width, stride, count }: Row, from: number, bytes: number): boolean {
  const next = Math.max(0, Math.floor((from - start - width) / stride) + 1);
  return next < count && start + next * stride < from + bytes;
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other);
}
