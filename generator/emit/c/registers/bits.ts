// Bits of registers: masks, and functions for what is wider than a bit.
import type { Register, Registers } from "../../../model.ts";
import { oneLine } from "../../text.ts";
import { definition } from "../records/constants.ts";
import { extract, insert, type Leaf, leavesOf, valueType } from "../records/leaves.ts";
import { kernelDoc, remark } from "../spell/comments.ts";
import { block, signature } from "../spell/lines.ts";
import { constantName, integerName, isInt } from "../spell/names.ts";
import { registerBits } from "./shape.ts";

/** Masks and functions of a register of bits; nothing for any other. */
export function bitsView(registers: Registers, register: Register): readonly object[] {
  const { shape } = register;
  if (shape.kind !== "bits") {
    return [];
  }
  const leaves = leavesOf(shape.record);
  const single = leaves.filter((leaf) => leaf.part?.width === 1);
  const small = single.filter((leaf) => isInt(maskOf(leaf)));
  const wide = leaves.filter((leaf) => leaf.part !== undefined && leaf.part.width > 1);
  return [
    {
      flags: small.length > 0,
      comment: kernelDoc({
        subject: `enum ${registers.qualified}_${register.name}`,
        doc: `Bits of register ${register.name}.`,
        members: small.map((leaf) => ({
          name: bitName(registers, register, leaf),
          text: leaf.field.doc,
        })),
      }),
      name: `${registers.qualified}_${register.name}`,
      members: small.map((leaf) => ({
        name: bitName(registers, register, leaf),
        value: `0x${maskOf(leaf).toString(16)}`,
      })),
      large: single.filter((leaf) => !small.includes(leaf)).map((leaf) => ({
        comment: leaf.field.doc === "" ? "" : remark(oneLine(leaf.field.doc)),
        definition: definition(bitName(registers, register, leaf), {
          value: maskOf(leaf), hex: true,
        }),
      })),
      accessors: wide.map((leaf) => partView(registers, register, leaf)),
    },
  ];
}

function maskOf({ part }: Leaf): bigint {
  return 1n << BigInt(part?.shift ?? 0);
}

function bitName(registers: Registers, register: Register, leaf: Leaf): string {
  return constantName(registers, register.name, ...leaf.names);
}

function partView(registers: Registers, register: Register, leaf: Leaf): object {
  const name = `${registers.qualified}_${register.name}`;
  const field = leaf.names.join("_");
  const type = integerName(registerBits(register));
  const { shift = 0, width = 0 } = leaf.part ?? {};
  const bits = `Bits ${shift + width - 1}:${shift} of register ${register.name}`;
  return {
    getComment: kernelDoc({
      subject: `${name}_get_${field}()`,
      doc: leaf.field.doc === "" ? `${bits}.` : `${bits}: ${leaf.field.doc}`,
    }),
    getHead: signature(`static inline ${valueType(leaf)}`, `${name}_get_${field}`, [
      `${type} value`,
    ]),
    getBody: block([`return ${extract(leaf, "value")};`]),
    withComment: kernelDoc({
      subject: `${name}_with_${field}()`,
      doc: `@value with ${bits.charAt(0).toLowerCase()}${bits.slice(1)} replaced.`,
    }),
    withHead: signature(`static inline ${type}`, `${name}_with_${field}`, [
      `${type} value`,
      `${valueType(leaf)} field`,
    ]),
    withBody: block([`return ${insert(leaf, "value", "field")};`]),
  };
}
