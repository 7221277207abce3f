// Values written into the fields of a request, if they fit.
import type { Condition, Expression, FieldPath, PciAddress, RecordType } from "../../../model.ts";
import { accessorName } from "../records/accessors.ts";
import {
  hasAccessors,
  insert,
  type Leaf,
  leafAt,
  load,
  store,
  valueType,
} from "../records/leaves.ts";
import { literal, ones, storageBits } from "../spell/names.ts";
import { valueText } from "./conditions.ts";

/** Makes a condition true. */
export function setConstant(record: RecordType, condition: Condition): string {
  const { field: path, negated } = condition;
  const leaf = leafAt(record, path.names);
  const value = negated ? (condition.value === 0n ? 1n : 0n) : condition.value;
  if (leaf.bool) {
    return setLeaf(record, path, value === 0n ? "false" : "true");
  }
  return setLeaf(record, path, negated ? literal(value) : valueText(condition));
}

/** Stores a value in the field that an expression names; refuses one that does not fit. */
export function setExpression(
  record: RecordType,
  expression: Expression,
  text: string,
  bits: number,
  checked = text,
): readonly string[] {
  if (expression.kind !== "field") {
    return [];
  }
  const leaf = leafAt(record, expression.field.names);
  const width = leaf.part?.width ?? leaf.storage.bits;
  const narrow = width < bits && !leaf.bool;
  return [
    ...(narrow
      ? [`if (${checked} > ${literal(ones(width - (leaf.signed ? 1 : 0)))})`, "    return -EINVAL;"]
      : []),
    setLeaf(record, expression.field, storageBits(width) < bits ? cast(leaf, text) : text),
  ];
}

function cast(leaf: Leaf, text: string): string {
  return leaf.bool ? text : `(${valueType(leaf)})${text.includes(" ") ? `(${text})` : text}`;
}

/** By the record's own accessor where it has one. */
function setLeaf(record: RecordType, path: FieldPath, value: string): string {
  const leaf = leafAt(record, path.names);
  if (leaf.field.fixed === undefined && hasAccessors(record, path.names)) {
    return `${accessorName(record, "set", leaf)}(out, ${value});`;
  }
  const place = `out->${leaf.path}`;
  return store(leaf.storage, place, insert(leaf, load(leaf.storage, place), value));
}

/** The exponent of a power of two; what `allowed` has refused before is not refused again. */
export function setExponent(
  record: RecordType,
  path: FieldPath,
  name: string,
  wide: boolean,
  allowed: readonly bigint[],
): readonly string[] {
  const leaf = leafAt(record, path.names);
  const width = leaf.part?.width ?? leaf.storage.bits;
  const most = (1n << BigInt(Math.min(width, 6))) - 1n;
  const exponent = `(${valueType(leaf)})__builtin_ctz${wide ? "ll" : ""}(${name})`;
  const isLimited = allowed.length > 0;
  const isPower =
    isLimited && allowed.every((value) => value > 0n && (value & (value - 1n)) === 0n);
  const fits = isLimited
    ? allowed.every((value) => value < 1n << (most + 1n))
    : most >= (wide ? 63n : 7n);
  return [
    ...(isPower
      ? []
      : [`if (${name} == 0 || (${name} & (${name} - 1)) != 0)`, "    return -EINVAL;"]),
    ...(!fits ? [`if (${exponent} > ${most})`, "    return -EINVAL;"] : []),
    setLeaf(record, path, exponent),
  ];
}

/** Takes a configuration register's address apart. */
export function setPci(record: RecordType, address: PciAddress): readonly string[] {
  const parts: readonly {
    readonly expression: Expression;
    readonly shift: number;
    readonly width: number;
  }[] = [
    { expression: address.segment, shift: 48, width: 16 },
    { expression: address.bus, shift: 40, width: 8 },
    { expression: address.device, shift: 35, width: 5 },
    { expression: address.function, shift: 32, width: 3 },
    { expression: address.register, shift: 0, width: 32 },
  ];
  return parts.flatMap(({ expression, shift, width }) => {
    const shifted = shift === 0 ? "address" : `address >> ${shift}`;
    const text =
      shift === 48
        ? shifted
        : `${shift === 0 ? shifted : `(${shifted})`} & 0x${ones(width).toString(16)}`;
    if (expression.kind === "constant") {
      return [`if ((${text}) != ${literal(expression.value)})`, "    return -EINVAL;"];
    }
    if (expression.kind !== "field") {
      return [];
    }
    const leaf = leafAt(record, expression.field.names);
    const own = leaf.part?.width ?? leaf.storage.bits;
    return [
      ...(own < width ? [`if ((${text}) > ${literal(ones(own))})`, "    return -EINVAL;"] : []),
      setLeaf(record, expression.field, cast(leaf, text)),
    ];
  });
}
