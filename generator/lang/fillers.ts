// Names for what the spec leaves without one: padding, and the integers under bit fields.

import type { MemberNode, RingMemberNode } from "./ast.ts";

/** Hands out names, in the order of the members. */
export interface Fillers {
  readonly padding: () => string;
  readonly paddingBits: () => string;
  readonly unit: () => string;
}

/** Names for the unnamed members of one record. */
export function nameFillers(members: readonly (MemberNode | RingMemberNode)[]): Fillers {
  const taken = new Set<string>();
  let padding = 0;
  let paddingBits = 0;
  let units = 0;
  for (const member of members) {
    if (member.kind === "bits") {
      units++;
      for (const entry of member.bits.entries) {
        paddingBits += entry.name === undefined ? 1 : 0;
        taken.add(entry.name?.text ?? "");
      }
    } else {
      padding += member.name === undefined ? 1 : 0;
      taken.add(member.name?.text ?? "");
    }
  }
  const paddingNames = freeNames("reserved", padding, taken);
  paddingNames.forEach((name) => taken.add(name));
  return {
    padding: dispense(paddingNames),
    paddingBits: dispense(freeNames("reserved", paddingBits, taken)),
    unit: dispense(freeNames("bits", units, taken)),
  };
}

/** `stem` if one name is wanted and it is free, else `stem0`, `stem1`, …: those that are free. */
export function freeNames(
  stem: string,
  count: number,
  taken: ReadonlySet<string>,
): readonly string[] {
  if (count === 1 && !taken.has(stem)) {
    return [stem];
  }
  const names: string[] = [];
  for (let number = 0; names.length < count; number++) {
    const name = `${stem}${number}`;
    if (!taken.has(name)) {
      names.push(name);
    }
  }
  return names;
}

function dispense(names: readonly string[]): () => string {
  let next = 0;
  return () => names[next++] ?? "reserved";
}
