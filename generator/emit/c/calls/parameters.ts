// Parameters and results of operations as C sees them.
import type { Interface, Operation, Parameter } from "../../../model.ts";
import { cName } from "../../../words.ts";
import { storageOf } from "../records/leaves.ts";
import { constantName, integerName, literalOf } from "../spell/names.ts";

/** What a parameter is to the C code around a call. */
export type Shape =
  | {
      readonly kind: "number";
      readonly type: string;
      readonly bits: number;
      readonly signed: boolean;
      readonly bool: boolean;
    }
  /** Bytes, and how many. */
  | { readonly kind: "variable"; readonly max: number }
  | { readonly kind: "handle" };

/** How a parameter's type is handed over in C. */
export function shapeOf(type: Parameter["type"]): Shape {
  switch (type.kind) {
    case "handle":
      return { kind: "handle" };
    case "array":
      return {
        kind: "variable",
        max: type.length.kind === "fixed" ? type.length.count : (type.length.max ?? 0),
      };
    case "record":
      throw new Error("a record cannot be a parameter");
    default: {
      const storage = storageOf(type);
      const bool = type.kind === "bool";
      return {
        kind: "number",
        type: bool ? "bool" : integerName(storage.bits, storage.signed),
        bits: bool ? 1 : storage.bits,
        signed: storage.signed,
        bool,
      };
    }
  }
}

/** The C parameters of an operation, without `self`. */
export function parameterList(operation: Operation): readonly string[] {
  return [
    ...operation.parameters.flatMap(declareParameter),
    ...operation.results.flatMap(declareResult),
  ];
}

/** A name that does not clash with what surrounds a call. */
export function parameterName(parameter: Pick<Parameter, "name">): string {
  const name = cName(parameter.name);
  return ["self", "ops", "caller", "request", "reply", "body", "answer", "ret"].includes(name)
    ? `${name}_`
    : name;
}

/** The C parameters that a parameter is. */
export function declareParameter(parameter: Parameter): readonly string[] {
  const name = parameterName(parameter);
  const shape = shapeOf(parameter.type);
  switch (shape.kind) {
    case "number":
      return [`${shape.type} ${name}`];
    case "variable":
      return [`const uint8_t *${name}`, `size_t ${name}_length`];
    case "handle":
      return [`int ${name}`];
    default:
      return shape satisfies never;
  }
}

/** The C parameters that a result is. */
function declareResult(parameter: Parameter): readonly string[] {
  const name = parameterName(parameter);
  const shape = shapeOf(parameter.type);
  switch (shape.kind) {
    case "number":
      return [`${shape.type} *${name}`];
    case "variable":
      return [`uint8_t *${name}`, `size_t ${name}_capacity`, `size_t *${name}_length`];
    case "handle":
      return [`int *${name}`];
    default:
      return shape satisfies never;
  }
}

/** `size != 1 && size != 2`: a value that an operation refuses; undefined when it accepts all. */
export function refusedValues(parameter: Parameter, value: string): string | undefined {
  const shape = shapeOf(parameter.type);
  if (parameter.allowed.length === 0 || shape.kind !== "number") {
    return undefined;
  }
  return parameter.allowed
    .map((allowed) => `${value} != ${literalOf(allowed, shape.bits, shape.signed)}`)
    .join(" && ");
}

/** `!hypershim_is_number(offset)` where the spec says that it is one; undefined elsewhere. */
export function noNumber({ type }: Parameter, value: string): string | undefined {
  if (type.kind !== "integer" || !type.number || type.bits < 64) {
    return undefined;
  }
  return `!hypershim_is_${type.signed ? "signed_" : ""}number(${value})`;
}

/** The bytes of a number that count. */
export function lowBytes(parameter: Parameter, value: string, count: string): string {
  const shape = shapeOf(parameter.type);
  const low = `hypershim_low_bytes(${value}, ${count})`;
  return shape.kind === "number" && shape.bits < 64 ? `(${shape.type})${low}` : low;
}

/** The number of an operation, as the C enumerator. */
export function operationConstant(declaration: Interface, operation: Operation): string {
  return constantName(declaration, "op", operation.name);
}
