// Names that C code gets beside a declaration's own: accessors, operations, constants.

import { accessorPaths } from "./collisions.ts";
import type {
  Binding, Device, Enum, Interface, Protocol, RecordType, Registers,
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
      return [own, ...spelled.model.members.map(({ name }) => upper(`${own}_${name}`))];
    case "record":
      return spelled.model.anonymousIn === undefined
        ? [own, ...recordHelpers(spelled.model).map((name) => `${own}_${name}`)]
        : [];
    case "registers":
      return [
        ...prefixed(own, ["ops", "read", "write"]),
        ...spelled.model.registers.map(({ name }) => upper(`${own}_${name}_offset`)),
      ];
    case "messages":
      return prefixed(own, ["message", "check_request", "check_reply", "wants_reply", "frame"]);
    case "interface":
      return prefixed(own, ["ops", "serve", "forward"]);
    case "binding": {
      const operations = spelled.model.cases.map(({ operation }) => operation.name);
      return prefixed(own, [
        "dispatch", "wants_reply", ...operations.map((name) => `request_${name}`),
        ...operations.map((name) => `answer_${name}`),
      ]);
    }
    case "device":
      return [
        ...prefixed(own, ["queue", "feature"]),
        ...spelled.model.queues.map(({ name }) => upper(`${own}_queue_${name}`)),
        ...spelled.model.features.map(({ name }) => upper(`${own}_feature_${name}`)),
      ];
    default:
      return spelled satisfies never;
  }
}

function prefixed(own: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${own}_${name}`);
}

function recordHelpers(record: RecordType): readonly string[] {
  const fields = accessorPaths(record).map(({ path }) => path.join("_"));
  const shared = record.shared
    ? ["snapshot", ...fields.flatMap((name) => [`load_${name}`, `store_${name}`])]
    : [];
  const moves = record.states.flatMap(({ field, transitions }) => [
    `${field}_load`, ...transitions.map(({ from, to }) => `${field}_${from.name}_to_${to.name}`),
  ]);
  const ring = record.ring === undefined ? [] : ["pending", "peek", "advance", "push"];
  return [
    "init", "check", "bytes", "validate", ...shared, ...moves, ...ring,
    ...fields.flatMap((name) => [`get_${name}`, `set_${name}`]),
  ];
}
