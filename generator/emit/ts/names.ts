// How names of a spec are spelt in TypeScript.
import type { Declared } from "../../model.ts";
import { camel, pascal } from "../../words.ts";

// A name is spelt many times over, and splitting it into words costs.
const spelt = { camel: new Map<string, string>(), pascal: new Map<string, string>() };

function once(known: Map<string, string>, name: string, spell: (name: string) => string): string {
  const found = known.get(name);
  if (found !== undefined) {
    return found;
  }
  const made = spell(name);
  known.set(name, made);
  return made;
}

/** `net_queue` → `NetQueue`. */
export function pascalName(name: string): string {
  return once(spelt.pascal, name, pascal);
}

// Words that cannot be variables, and globals that generated functions need.
const reserved = words(
  "arguments await break case catch class const continue debugger default delete do else enum " +
    "eval export extends false finally for function if implements import in instanceof interface " +
    "let new null package private protected public return static super switch this throw true " +
    "try typeof undefined var void while with yield " +
    "BigInt DataView Error Math Number Promise RangeError Uint8Array wire",
);

// Functions of the runtime that codecs call for every record or field.
const hot = words("recordAt headAt expectAtMost expectCount");
const access = /^(read|write)(Uint64|Int64|Number|SignedNumber)(LE|BE|Host)$/;

/** Whether a function of the runtime must be as fast as if it stood in the generated file. */
export function isHot(name: string): boolean {
  return hot.has(name) || access.test(name);
}

/** The variables that codecs have of their own. */
export const codecLocals = words(
  "at index index1 index2 item item1 item2 itemCount offset size tag value view",
);

/** A set of names. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

/** `net_queue` → `NetQueue`: the type of a declaration. */
export function typeName(declared: Declared): string {
  return pascalName(declared.qualified);
}

/** `net_queue`, `size` → `netQueueSize`: a constant of a declaration. */
export function constantName(declared: Declared, suffix = ""): string {
  return memberName(declared.qualified) + pascalName(suffix);
}

/** `decode`, `net_queue` → `decodeNetQueue`: a function of a declaration. */
export function functionName(verb: string, declared: Declared, ...parts: string[]): string {
  return verb + pascalName(declared.qualified) + parts.map(pascalName).join("");
}

/** `used_index` → `usedIndex`: a member of an interface or of a constant object. */
export function memberName(name: string): string {
  return once(spelt.camel, name, spellMember);
}

function spellMember(name: string): string {
  const member = camel(name);
  return /^[A-Za-z_$]/.test(member) ? member : `_${member}`;
}

/**
 * An operation as a method: `new` would be a construct signature, and an object with a method
 * `then` would be awaited wherever a promise brings it.
 */
export function operationName(name: string): string {
  const member = memberName(name);
  return member === "new" || member === "then" ? `${member}$` : member;
}

/** A parameter or a variable: `function` → `function$`, and so for names that are `taken`. */
export function localName(name: string, taken: ReadonlySet<string> = codecLocals): string {
  const member = memberName(name);
  return reserved.has(member) || taken.has(member) || isHot(member) ? `${member}$` : member;
}

/** `name: value`, or only `name` where the two are the same. */
export function property(name: string, value: string): string {
  return name === value ? name : `${name}: ${value}`;
}
