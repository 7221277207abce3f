// A device's registers: the table of callbacks, and the decoder from an offset to one of them.
import type { Register, Registers } from "../../../model.ts";
import { cName } from "../../../words.ts";
import { kernelDoc } from "../spell/comments.ts";
import { block, call, signature } from "../spell/lines.ts";
import { constantName, integerName } from "../spell/names.ts";
import { bitsView } from "./bits.ts";
import { exactView, narrowHelpers, rangeView, runs, usesResult } from "./decoder.ts";
import renderDeclarations from "./header.hbs";
import { definition } from "../records/constants.ts";
import { type Direction, directions, isExact, offsetName, valueBits } from "./shape.ts";
import renderDecoder from "./source.hbs";

/** Offsets, bits and the table of callbacks. */
export function emitRegistersHeader(registers: Registers): string {
  return renderDeclarations({
    offsetsComment: kernelDoc({
      subject: `enum ${registers.qualified}_offset`,
      doc: "Where the registers are.",
      members: registers.registers.map((register) => ({
        name: offsetName(registers, register),
        text: register.doc === "" ? register.access : register.doc,
      })),
    }),
    name: registers.qualified,
    size: definition(constantName(registers, "SIZE"), { value: BigInt(registers.size), hex: true }),
    offsets: registers.registers.map((register) => ({
      name: offsetName(registers, register),
      value: `0x${register.offset.toString(16).padStart(3, "0")}`,
    })),
    bits: registers.registers.flatMap((register) => bitsView(registers, register)),
    opsComment: kernelDoc({
      subject: `struct ${registers.qualified}_ops`,
      doc: "What answers the accesses: 0 or a negative errno. NULL makes the register a hole.",
      members: registers.registers.flatMap((register) =>
        directions(register).map((direction) => ({
          name: `${direction}_${register.name}`,
          text: register.doc,
        })),
      ),
    }),
    callbacks: registers.registers.flatMap((register) =>
      directions(register).map((direction) => block([callbackType(register, direction)])),
    ),
    readComment: accessDoc(registers, "read"),
    readHead: accessHead(registers, "read"),
    writeComment: accessDoc(registers, "write"),
    writeHead: accessHead(registers, "write"),
  });
}

/** The two decoders. */
export function emitRegistersSource(registers: Registers): string {
  const covered = runs(registers);
  return renderDecoder({
    name: registers.qualified,
    coversHead: signature("static bool", `${registers.qualified}_covers`, ["uint64_t offset"]),
    covers: block([`return ${covered.length === 0 ? "false" : covered.join(" ||\n       ")};`]),
    narrow: narrowHelpers(registers),
    readHead: accessHead(registers, "read"),
    writeHead: accessHead(registers, "write"),
    solid: covered.length > 0,
    reading: registers.registers.some((register) => directions(register).includes("read")),
    writing: registers.registers.some((register) => directions(register).includes("write")),
    result: registers.registers.some((register) => usesResult(register)),
    reads: registers.registers
      .filter(isExact)
      .map((register) => exactView(registers, register, "read")),
    writes: registers.registers
      .filter(isExact)
      .map((register) => exactView(registers, register, "write")),
    readRanges: registers.registers
      .filter((register) => !isExact(register))
      .map((register) => rangeView(registers, register, "read")),
    writeRanges: registers.registers
      .filter((register) => !isExact(register))
      .map((register) => rangeView(registers, register, "write")),
  });
}

function callbackType(register: Register, direction: Direction): string {
  const value = `${integerName(valueBits(register))} `;
  const read = direction === "read";
  const parameters = ((): readonly string[] => {
    switch (register.shape.kind) {
      case "value":
      case "bits":
        return [`${value}${read ? "*" : ""}value`];
      case "halves":
        return read ? ["uint64_t *value"] : ["uint64_t value", "uint64_t mask"];
      case "area":
        return ["uint32_t offset", "uint8_t size", `uint64_t ${read ? "*" : ""}value`];
      case "array":
        return ["uint32_t index", `${value}${read ? "*" : ""}value`];
      default:
        return register.shape satisfies never;
    }
  })();
  const name = cName(`${direction}_${register.name}`);
  return call("", `int (*${name})`, ["void *self", ...parameters]);
}

function accessHead(registers: Registers, direction: Direction): string {
  return signature("int", `${registers.qualified}_${direction}`, [
    `const struct ${registers.qualified}_ops *ops`,
    "void *self",
    "uint64_t offset",
    "uint8_t size",
    direction === "read" ? "uint64_t *data" : "uint64_t data",
  ]);
}

function accessDoc(registers: Registers, direction: Direction): string {
  return kernelDoc({
    subject: `${registers.qualified}_${direction}()`,
    doc: direction === "read" ? "The guest reads a register." : "The guest writes a register.",
    members: [
      { name: "ops", text: "the callbacks" },
      { name: "self", text: "handed to them" },
      { name: "offset", text: "from the first register" },
      { name: "size", text: "width of the access in bytes" },
      {
        name: "data",
        text:
          direction === "read"
            ? "set to the value, or to 0 on any failure"
            : "the value; bytes above @size do not count",
      },
    ],
    returns:
      "0 or what the callback returned; -ENXIO where there is no register, -EINVAL for a width " +
      "or alignment that the register does not have, -EACCES for one that is not " +
      (direction === "read" ? "readable." : "writable."),
  });
}
