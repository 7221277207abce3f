// Where every field of every type lies, as rows: the content of `layout`, as a table and as JSON.
import type {
  BitUnit,
  Field,
  Model,
  Module,
  RecordType,
  Register,
  Registers,
  Type,
} from "../model.ts";

/** What a row describes. */
export type RowKind =
  | "type"
  | "integer"
  | "bool"
  | "enum"
  | "flags"
  | "struct"
  | "union"
  | "array"
  | "reserved"
  | "bits";

/** One type, or one field of it. */
export interface Row {
  readonly module: string;
  readonly type: string;
  /** Empty for the type itself; nested anonymous members are joined by dots. */
  readonly field: string;
  /** In bytes. For bit fields the byte that holds the least significant bit. */
  readonly offset: number;
  /** In bytes. For bit fields those they touch: in a big-endian unit, from `offset` downwards. */
  readonly size: number;
  /** Counted from the least significant bit of the byte at `offset`. */
  readonly bitOffset: number;
  readonly bitWidth: number;
  readonly kind: RowKind;
}

/** A type that has a layout: all of its rows, its own first. */
export interface Layout {
  readonly module: string;
  readonly name: string;
  /** The name with its module's prefix, as targets spell it. */
  readonly qualified: string;
  readonly rows: readonly Row[];
}

/** The layouts of a model in the order of its modules: records, then register maps. */
export function layouts(model: Model): readonly Layout[] {
  return model.modules.flatMap((module) => [
    ...module.records
      .filter((record) => record.anonymousIn === undefined)
      .map((record) => layoutOf(module, record, recordRows(record, 0, ""))),
    ...module.registers.map((map) => layoutOf(module, map, map.registers.flatMap(registerRows))),
  ]);
}

type Part = Omit<Row, "module" | "type">;

function layoutOf(module: Module, type: RecordType | Registers, parts: readonly Part[]): Layout {
  const whole = bytes("", 0, type.size, "type");
  return {
    module: module.name,
    name: type.name,
    qualified: type.qualified,
    rows: [whole, ...parts].map((part) => ({ module: module.name, type: type.name, ...part })),
  };
}

function bytes(field: string, offset: number, size: number, kind: RowKind): Part {
  return { field, offset, size, bitOffset: 0, bitWidth: 8 * size, kind };
}

function recordRows(record: RecordType, start: number, before: string): readonly Part[] {
  return record.fields.flatMap((field) => {
    const name = before + field.name;
    if (field.bits !== undefined) {
      const unit = record.units.find((each) => each.name === field.bits?.unit);
      return unit === undefined ? [] : [bitRow(field, field.bits, unit, start, name)];
    }
    const row = bytes(
      name,
      start + field.offset,
      field.size,
      field.reserved ? "reserved" : kindOf(field.type),
    );
    return [row, ...nestedRows(field.type, row.offset, name)];
  });
}

/** The members of an anonymous type belong to the type around it. */
function nestedRows(type: Type, offset: number, name: string): readonly Part[] {
  if (type.kind === "array") {
    return nestedRows(type.element, offset, `${name}[]`);
  }
  return type.kind === "record" && type.record.anonymousIn !== undefined
    ? recordRows(type.record, offset, `${name}.`)
    : [];
}

function bitRow(
  field: Field,
  bits: { readonly shift: number; readonly width: number },
  unit: BitUnit,
  start: number,
  name: string,
): Part {
  const low = Math.floor(bits.shift / 8);
  const bitOffset = bits.shift % 8;
  const size = unit.integer.bits / 8;
  // The least significant byte comes last in a big-endian unit. `host` is shown as little-endian.
  const byte = unit.integer.order === "big" ? size - 1 - low : low;
  return {
    field: name,
    offset: start + unit.offset + byte,
    size: Math.ceil((bitOffset + bits.width) / 8),
    bitOffset,
    bitWidth: bits.width,
    kind: field.reserved ? "reserved" : kindOf(field.type),
  };
}

function registerRows(register: Register): readonly Part[] {
  const { name, offset, size, shape } = register;
  switch (shape.kind) {
    case "value":
    case "halves":
      return [bytes(name, offset, size, kindOf(shape.type))];
    case "bits":
      return [bytes(name, offset, size, "bits"), ...recordRows(shape.record, offset, `${name}.`)];
    case "area":
      return [bytes(name, offset, size, "array")];
    case "array":
      return [bytes(name, offset, shape.stride * (shape.count - 1) + size, "array")];
  }
}

function kindOf(type: Type): RowKind {
  switch (type.kind) {
    case "enum":
      return type.enum.flags ? "flags" : "enum";
    case "record":
      return recordKind(type.record);
    default:
      return type.kind;
  }
}

/** A named group of bits is an anonymous record whose only unit is called `value`. */
function recordKind({ anonymousIn, units, union }: RecordType): RowKind {
  if (anonymousIn !== undefined && units[0]?.name === "value") {
    return "bits";
  }
  return union ? "union" : "struct";
}
