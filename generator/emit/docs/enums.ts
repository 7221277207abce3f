// The table of an enum's members or of its flags.
import type { Enum, EnumMember } from "../../model.ts";
import { lifetime, meaning, spellings } from "./facts.ts";
import { code, paragraphs } from "./markdown.ts";
import { anchor } from "./types.ts";
import { hex } from "./values.ts";

/** One enum: what its values are and what becomes of others. */
export function enumView(declared: Enum) {
  const facts = [kindWords(declared), ...spellings(declared, "enum"), ...lifetime(declared)];
  return {
    anchor: anchor("enum", declared.name),
    title: code(declared.name),
    paragraphs: paragraphs(declared.doc, facts),
    table: {
      head: ["Name", ...(declared.flags ? ["Bit"] : []), "Value", "Decimal", "Meaning"],
      rows: declared.members.map((member) => [
        code(member.name),
        ...(declared.flags ? [bitWords(member)] : []),
        code(hex(member.value)),
        `${member.value}`,
        meaning(member, []),
      ]),
    },
  };
}

function kindWords({ flags, closed, bits, signed }: Enum): string {
  const size = `${signed ? "signed " : ""}${bits}-bit`;
  if (flags) {
    return `Flags in a ${size} integer.`;
  }
  return closed
    ? `A closed ${size} enum: other values are refused.`
    : `An open ${size} enum: other values pass.`;
}

/** The bits of a mask: `3`, `5:4`, or nothing if they do not stand together. */
function bitWords({ value }: EnumMember): string {
  const digits = value.toString(2);
  const low = digits.length - 1 - digits.lastIndexOf("1");
  const high = digits.length - 1;
  if (value <= 0n || /10+1/.test(digits)) {
    return "";
  }
  return high === low ? `${low}` : `${high}:${low}`;
}
