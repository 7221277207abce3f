// Numbers and members as readers want to see them.
import type { Enum } from "../../model.ts";

/** `0x1f`, `-0x1`. */
export function hex(value: bigint): string {
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

/** Small numbers as people count, others as machines do. */
export function number(value: bigint): string {
  return value > -256n && value < 256n ? `${value}` : hex(value);
}

/** A member's name and value; of flags, all that are set, and what is left over. */
export function memberWords({ flags, members }: Enum, value: bigint): string {
  const exact = members.find((member) => member.value === value);
  if (exact !== undefined) {
    return `${exact.name} (${flags ? hex(value) : number(value)})`;
  }
  if (!flags) {
    return `${number(value)}, not a member`;
  }
  const set = members.filter(
    (member) => member.value !== 0n && (value & member.value) === member.value,
  );
  const rest = set.reduce((left, member) => left & ~member.value, value);
  const names = [...set.map(({ name }) => name), ...(rest === 0n ? [] : [hex(rest)])];
  return names.length === 0 ? "0" : `${names.join(" | ")} (${hex(value)})`;
}
