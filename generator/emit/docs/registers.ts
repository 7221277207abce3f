// A register map: a row for each register, and the bits of those that have them.
import type { ArrayType, Register, Registers } from "../../model.ts";
import { bytesDrawing } from "./drawing/bytes.ts";
import { lifetime, meaning } from "./facts.ts";
import { code, paragraphs, plural } from "./markdown.ts";
import { fieldTable } from "./records.ts";
import { anchor, type Page, picture, typeLink } from "./types.ts";
import { hex } from "./values.ts";

const accessWords = { ro: "read", wo: "write", rw: "read, write" } as const;

/** One register map. */
export function registersView(registers: Registers, page: Page) {
  const facts = [
    `${plural(registers.size, "byte")}.`,
    "Reads of anything that is not here give 0, writes to it are ignored; so it is with accesses " +
      "of another width, that are not aligned, or against the direction.",
    ...lifetime(registers),
  ];
  const digits = (registers.size - 1).toString(16).length;
  return {
    anchor: anchor("registers", registers.name),
    title: code(registers.name),
    paragraphs: paragraphs(registers.doc, facts),
    table: {
      head: ["Offset", "Name", "Type", "Access", "Widths", "Meaning"],
      rows: registers.registers.map((register) => [
        code(`0x${register.offset.toString(16).padStart(digits, "0")}`),
        code(register.name),
        shapeWords(register, page),
        accessWords[register.access],
        register.widths.join(", "),
        meaning(register, registerFacts(registers, register)),
      ]),
    },
    bits: registers.registers.flatMap((register) => bitsViews(registers, register, page)),
  };
}

function shapeWords({ shape, size }: Register, page: Page): string {
  switch (shape.kind) {
    case "value":
      return typeLink(shape.type, page);
    case "bits":
      return code(`bits u${size * 8}`);
    case "halves":
      return `${typeLink(shape.type, page)} in two halves`;
    case "area":
      return `${plural(size, "byte")}`;
    case "array":
      return typeLink(arrayOf(shape, size), page);
    default:
      return shape satisfies never;
  }
}

function arrayOf(shape: Register["shape"] & { kind: "array" }, stride: number): ArrayType {
  const length = { kind: "fixed", count: shape.count } as const;
  return { kind: "array", element: shape.type, length, stride };
}

function registerFacts(
  registers: Registers,
  { name, shape, fixed, offset }: Register,
): readonly string[] {
  const place = anchor("register", `${registers.name}.${name}`);
  const [low, high] = [offset, offset + 4].map((each) => code(hex(BigInt(each))));
  return [
    fixed === undefined ? "" : `Always ${code(hex(fixed))}.`,
    shape.kind === "bits" ? `See its [bits](#${place}).` : "",
    shape.kind === "halves" ? `The low half is at ${low}, the high half at ${high}.` : "",
    shape.kind === "array"
      ? `${plural(shape.count, "register")}, ${plural(shape.stride, "byte")} apart.`
      : "",
  ];
}

function bitsViews(registers: Registers, { name, shape }: Register, page: Page): readonly object[] {
  if (shape.kind !== "bits") {
    return [];
  }
  const path = `${registers.name}.${name}`;
  return [
    {
      anchor: anchor("register", path),
      title: `Bits of ${code(name)}`,
      ...picture(page, path, { ...bytesDrawing(shape.record), title: `Bits of ${path}` }),
      table: fieldTable(shape.record, page),
    },
  ];
}
