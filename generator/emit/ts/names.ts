// How names of a spec are spelt in TypeScript.
import type { Declared } from "../../model.ts";
import { camel, pascal } from "../../words.ts";

// Words that cannot be variables, and globals that generated functions need.
const reserved = words(
  "arguments await break case catch class const continue debugger default delete do else enum " +
    "eval export extends false finally for function if implements import in instanceof interface " +
    "let new null package private protected public return static super switch this throw true try " +
    "typeof undefined var void while with yield " +
    "BigInt DataView Error Math Number Promise RangeError Uint8Array wire",
);

/** The variables that codecs have of their own. */
export const codecLocals = words("at index item next offset size tag value view");

/** A set of names. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

/** `net_queue` → `NetQueue`: the type of a declaration. */
export function typeName(declared: Declared): string {
  return pascal(declared.qualified);
}

/** `net_queue`, `size` → `netQueueSize`: a constant of a declaration. */
export function constantName(declared: Declared, suffix = ""): string {
  return camel(declared.qualified) + pascal(suffix);
}

/** `decode`, `net_queue` → `decodeNetQueue`: a function of a declaration. */
export function functionName(verb: string, declared: Declared, ...parts: string[]): string {
  return verb + pascal(declared.qualified) + parts.map(pascal).join("");
}

/** `used_index` → `usedIndex`: a member of an interface or of a constant object. */
export function memberName(name: string): string {
  const spelt = camel(name);
  return /^[A-Za-z_$]/.test(spelt) ? spelt : `_${spelt}`;
}

/** A parameter or a variable: `function` → `function$`, and so for names that are `taken`. */
export function localName(name: string, taken: ReadonlySet<string> = codecLocals): string {
  const spelt = memberName(name);
  return reserved.has(spelt) || taken.has(spelt) ? `${spelt}$` : spelt;
}

/** `name: value`, or only `name` where the two are the same. */
export function property(name: string, value: string): string {
  return name === value ? name : `${name}: ${value}`;
}
