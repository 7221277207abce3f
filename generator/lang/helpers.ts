// Names that C code gets beside a declaration's own: accessors, operations, constants.

import { accessorPaths } from "./collisions.ts";
import type {
  Binding, Device, Enum, Interface, Protocol, RecordType, Register, Registers,
} from "../model.ts";
import { upper } from "../words.ts";

/** A declaration, as far as names are made from it. */
export type Spelled =
  | { readonly kind: "constant" }
  | { readonly kind: "enum"; readonly model: Enum | undefined }
  | { readonly kind: "record"; readonly model: RecordType | undefined }
  | { readonly kind: "registers"; readonly model: Registers | undefined }
  | { readonly kind: "messages"; readonly model: Protocol | undefined }
  | { readonly kind: "interface"; readonly model: Interface | undefined }
  | { readonly kind: "binding"; readonly model: Binding | undefined }
  | { readonly kind: "device"; readonly model: Device | undefined };

/** All names that a declaration of that qualified name takes in C. */
export function helperNames(own: string, spelled: Spelled): readonly string[] {
  if (spelled.kind === "constant") {
    return [upper(own)];
  }
  if (spelled.model === undefined) {
    return [];
  }
  switch (spelled.kind) {
    case "enum":
      return [own, `${own}_known`, ...constants(own, spelled.model.members)];
    case "record":
      return spelled.model.anonymousIn === undefined
        ? [own, ...recordHelpers(spelled.model).map((name) => `${own}_${name}`)]
        : [];
    case "registers":
      return [
        ...prefixed(own, ["ops", "read", "write", "covers", "offset"]), upper(`${own}_size`),
        ...spelled.model.registers.flatMap((register) => registerHelpers(own, register)),
      ];
    case "messages":
      return [
        ...prefixed(own, ["message", "check_request", "check_reply", "wants_reply", "frame"]),
        ...constants(`${own}_message`, spelled.model.messages),
      ];
    case "interface":
      return [
        ...prefixed(own, ["op", "ops", "serve", "forward"]),
        ...constants(`${own}_op`, spelled.model.operations),
      ];
    case "binding": {
      const operations = spelled.model.cases.map(({ operation }) => operation.name);
      return prefixed(own, [
        "dispatch", "wants_reply", ...operations.map((name) => `request_${name}`),
        ...operations.map((name) => `answer_${name}`),
      ]);
    }
    case "device":
      return [
        ...prefixed(own, ["queue", "feature", "shared_memory"]), upper(`${own}_id`),
        ...constants(`${own}_queue`, spelled.model.queues),
        ...constants(`${own}_feature`, spelled.model.features),
        ...constants(`${own}_shared_memory`, spelled.model.sharedMemory),
      ];
    default:
      return spelled satisfies never;
  }
}

function prefixed(own: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${own}_${name}`);
}

function constants(
  own: string,
  members: readonly { readonly name: string }[],
): readonly string[] {
  return members.map(({ name }) => upper(`${own}_${name}`));
}

/** The bits of a register are a record, whose own names are not listed again. */
function registerHelpers(own: string, { name, shape }: Register): readonly string[] {
  const bits = shape.kind === "bits" ? accessorPaths(shape.record).map(({ name: bit }) => bit) : [];
  return [
    upper(`${own}_${name}_offset`), ...bits.map((bit) => upper(`${own}_${name}_${bit}`)),
    ...bits.map((bit) => `${own}_${name}_with_${bit}`),
  ];
}

function recordHelpers(record: RecordType): readonly string[] {
  const fields = accessorPaths(record).map(({ path }) => path.join("_"));
  const shared = record.shared || record.states.length > 0
    ? ["snapshot", "publish", ...fields.flatMap((name) => [`load_${name}`, `store_${name}`])]
    : [];
  const moves = record.states.flatMap(({ field, transitions }) =>
    transitions.map(({ from, to, fromAny }) =>
      `${field}_${fromAny ? "any" : from.name}_to_${to.name}`),
  );
  const ring = record.ring === undefined ? [] : ["span", "pending", "peek", "advance", "push"];
  return [
    "init", "check", "bytes", "validate", ...shared, ...moves, ...ring,
    ...fields.flatMap((name) => [`get_${name}`, `set_${name}`]),
  ];
}
