// The checked model as JSON, for tools of other languages; the emitter to read first.
import type { Model } from "../../model.ts";
import { kebab } from "../../words.ts";
import type { Emitter } from "../emitter.ts";

/** One JSON file per module. */
export const model: Emitter = {
  name: "model",
  emit: (checked: Model) =>
    checked.modules.map((module) => ({
      path: `${kebab(module.name)}.json`,
      text: `${JSON.stringify(plain(module), null, 2)}\n`,
    })),
};

/** Declarations that are referred to appear by name, integers beyond 2^53 stay exact as strings. */
function plain(value: unknown, depth = 0): unknown {
  if (typeof value === "bigint") {
    return value.toString();
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString("hex");
  }
  if (Array.isArray(value)) {
    return value.map((item) => plain(item, depth + 1));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (depth > 2 && "qualified" in value && "module" in value && "name" in value) {
    return `${String(value.module)}.${String(value.name)}`;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, plain(item, depth + 1)]),
  );
}
